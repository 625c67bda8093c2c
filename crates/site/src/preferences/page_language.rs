//! Which language a page speaks.

use domain::language::Language;

use super::cookie::preference_cookie;
use crate::context::LANGUAGE_COOKIE;

/// The language that an address names in its first segment.
pub fn language_of(path: &str) -> Option<Language> {
    path.split('/').nth(1).and_then(Language::from_code)
}

/// The cookie that notes a language.
pub fn language_cookie(language: Language) -> String {
    preference_cookie(LANGUAGE_COOKIE, language.code())
}

/// The language of the page under way: the address's, else the last page's, else the browser's.
#[cfg(feature = "ssr")]
pub fn page_language() -> Language {
    use axum::http::{header::ACCEPT_LANGUAGE, request::Parts};

    let parts = leptos::prelude::use_context::<Parts>();
    let named = parts.as_ref().and_then(|parts| language_of(parts.uri.path()));
    let accepted = || parts.as_ref().and_then(|parts| parts.headers.get(ACCEPT_LANGUAGE)).and_then(|header| header.to_str().ok());
    named
        .or_else(|| crate::context::cookie(LANGUAGE_COOKIE).as_deref().and_then(Language::from_code))
        .unwrap_or_else(|| Language::negotiate(accepted().unwrap_or_default()))
}

/// The language of the page that is open: the document says what the server decided.
#[cfg(not(feature = "ssr"))]
pub fn page_language() -> Language {
    use leptos::prelude::{document, window};

    let named = window().location().pathname().ok().and_then(|path| language_of(&path));
    let declared = || document().document_element().and_then(|root| root.get_attribute("lang"));
    named.or_else(|| declared().as_deref().and_then(Language::from_code)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_segment_decides() {
        assert_eq!(language_of("/fr/c/lampes"), Some(Language::Fr));
        assert_eq!(language_of("/it"), Some(Language::It));
        assert_eq!(language_of("/cart/de"), None);
        assert_eq!(language_of("/"), None);
    }
}
