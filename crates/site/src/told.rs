//! A failure in an address: how a page that was reached by a plain form tells what went wrong.

use domain::failure::Failure;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The query's name for it.
const NAME: &str = "told";

/// The page's address with the failure in its query.
#[cfg(feature = "ssr")]
pub fn address(page: &str, failure: &Failure) -> String {
    let json = serde_json::to_string(failure).unwrap_or_default();
    with_query(page, &[(NAME, &json)])
}

/// The page's address with more in its query; pairs without a value are left out. The names are plain words.
pub fn with_query(page: &str, pairs: &[(&str, &str)]) -> String {
    let mut address = page.to_owned();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        address.push(if address.contains('?') { '&' } else { '?' });
        address.push_str(name);
        address.push('=');
        for byte in value.bytes() {
            // Unreserved characters of RFC 3986, 2.3.
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
                address.push(char::from(byte));
            } else {
                address.push('%');
                for nibble in [byte >> 4, byte & 15] {
                    address.push(char::from(b"0123456789ABCDEF"[usize::from(nibble)]));
                }
            }
        }
    }
    address
}

/// What the page's address tells, if anything. Anyone can write an address, so nothing but the shop's own texts may be shown from it.
pub fn told() -> Option<Failure> {
    use_query_map().with_untracked(|query| query.get(NAME)).and_then(|json| serde_json::from_str(&json).ok())
}
