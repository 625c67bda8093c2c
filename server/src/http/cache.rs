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
const PERSONAL: [&str; 6] = ["account", "backoffice", "cart", "checkout", "orders", "fn"];

/// Writes the rule where a page has none.
pub async fn mark(State(session_cookie): State<&'static str>, request: Request, next: Next) -> Response {
    let personal = is_personal(request.uri().path()) || has_cookie(request.headers(), session_cookie);
    let mut response = next.run(request).await;
    let rule = if personal || response.headers().contains_key(SET_COOKIE) || !response.status().is_success() { NOBODY } else { ASK };
    response.headers_mut().entry(CACHE_CONTROL).or_insert(rule);
    response
}

/// Whether pages below this path are one visitor's; most of them have a language in front.
fn is_personal(path: &str) -> bool {
    path.split('/').skip(1).take(2).any(|part| PERSONAL.contains(&part))
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
    fn what_is_one_visitors_is_told_by_the_path() {
        for path in ["/backoffice", "/backoffice/orders/1", "/de/cart", "/it/account/data", "/fn/backoffice/home"] {
            assert!(is_personal(path), "{path}");
        }
        for path in ["/", "/de", "/de/p/cart", "/backoffices"] {
            assert!(!is_personal(path), "{path}");
        }
    }

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
