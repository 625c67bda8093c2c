//! `/`: which language?

use app::context::LANGUAGE_COOKIE;
use axum::{
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{ACCEPT_LANGUAGE, CACHE_CONTROL, COOKIE, LOCATION, VARY},
    },
    response::{IntoResponse, Response},
};
use domain::language::Language;

use super::cache::cookie;

/// 303 to the language that was chosen before, else to the one that the browser prefers.
pub async fn choose_language(headers: HeaderMap) -> Response {
    let location = match chosen_language(&headers) {
        Language::De => "/de",
        Language::Fr => "/fr",
        Language::It => "/it",
        Language::En => "/en",
    };
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(LOCATION, HeaderValue::from_static(location));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.append(VARY, ACCEPT_LANGUAGE.into());
    headers.append(VARY, COOKIE.into());
    response
}

/// The language that was chosen before, else the one that the browser prefers.
pub fn chosen_language(headers: &HeaderMap) -> Language {
    let chosen = cookie(headers, LANGUAGE_COOKIE).and_then(Language::from_code);
    let preferred = || headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).map(Language::negotiate).unwrap_or_default();
    chosen.unwrap_or_else(preferred)
}
