//! The cookies that note what a visitor chose.

/// A cookie that notes a choice for a year. Scripts write it too, so it is not `HttpOnly`; where the shop has TLS it is sent with TLS only.
pub fn preference_cookie(name: &str, value: &str) -> String {
    let secure = if has_tls() { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax{secure}")
}

/// Writes a cookie in the browser.
pub fn write_cookie(cookie: &str) {
    use wasm_bindgen::JsCast;

    if let Some(document) = leptos::prelude::document().dyn_ref::<web_sys::HtmlDocument>() {
        // A browser that refuses cookies keeps the choice for this page.
        let _ = document.set_cookie(cookie);
    }
}

/// Behind a proxy the request does not tell; the shop's public address does.
#[cfg(feature = "ssr")]
fn has_tls() -> bool {
    crate::context::shop().is_ok_and(|shop| shop.settings.base_url.starts_with("https:"))
}

#[cfg(not(feature = "ssr"))]
fn has_tls() -> bool {
    leptos::prelude::window().location().protocol().is_ok_and(|protocol| protocol == "https:")
}
