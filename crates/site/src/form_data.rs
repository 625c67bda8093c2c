//! What is in a form that a script sends.

use web_sys::FormData;

/// What is in a field; a box that is not ticked has nothing.
pub fn text(data: &FormData, name: &str) -> String {
    data.get(name).as_string().unwrap_or_default()
}

/// Whether a box is ticked.
pub fn ticked(data: &FormData, name: &str) -> bool {
    !text(data, name).is_empty()
}
