//! Who may keep a page.

use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue,
        header::{CACHE_CONTROL, COOKIE, SET_COOKIE},
    },
    middleware::Next,
    response::Response,
};

/// The page shows what is one visitor's alone.
const NOBODY: HeaderValue = HeaderValue::from_static("private, no-store");
/// The page is the same for all, but its prices must be asked for again.
const ASK: HeaderValue = HeaderValue::from_static("private, no-cache");
/// Parts of paths whose pages are one visitor's.
const PERSONAL: [&str; 5] = ["account", "cart", "checkout", "orders", "fn"];

/// Writes the rule where a page has none.
pub async fn mark(State(session_cookie): State<&'static str>, request: Request, next: Next) -> Response {
    let personal = request.uri().path().split('/').skip(1).take(2).any(|part| PERSONAL.contains(&part))
        || has_cookie(request.headers(), session_cookie);
    let mut response = next.run(request).await;
    let rule = if personal || response.headers().contains_key(SET_COOKIE) || !response.status().is_success() { NOBODY } else { ASK };
    response.headers_mut().entry(CACHE_CONTROL).or_insert(rule);
    response
}

/// Whether the client sends a cookie of this name.
pub fn has_cookie(headers: &HeaderMap, name: &str) -> bool {
    cookie(headers, name).is_some()
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_found_by_their_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("a=1; session=abc"));
        headers.append(COOKIE, HeaderValue::from_static("language=fr"));
        assert_eq!(cookie(&headers, "session"), Some("abc"));
        assert_eq!(cookie(&headers, "language"), Some("fr"));
        assert!(!has_cookie(&headers, "sess"));
    }
}
