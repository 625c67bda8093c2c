//! The title in the document's head.

/// A title as it stands in the document. The renderer writes it as it is, so that a search for `</title>` would end it.
#[cfg(feature = "ssr")]
pub fn written(title: &str) -> String {
    title.replace('&', "&amp;").replace('<', "&lt;")
}

/// A title as the browser is told it.
#[cfg(not(feature = "ssr"))]
pub fn written(title: &str) -> String {
    title.to_owned()
}
