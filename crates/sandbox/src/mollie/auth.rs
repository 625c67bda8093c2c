//! Who may ask, and which of the two worlds is theirs.

use axum::http::{HeaderMap, header::AUTHORIZATION};
use serde::Serialize;

use crate::settings::{MOLLIE_LIVE_KEY, MOLLIE_TEST_KEY};

/// A key's world. What is made in one is not seen from the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Mode {
    /// Keys that begin with `test_`.
    Test,
    /// Keys that begin with `live_`.
    Live,
}

impl Mode {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Live => "live",
        }
    }
}

/// The mode of the request's key, if it has a valid one.
pub(super) fn mode(headers: &HeaderMap) -> Option<Mode> {
    match headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")? {
        MOLLIE_TEST_KEY => Some(Mode::Test),
        MOLLIE_LIVE_KEY => Some(Mode::Live),
        _ => None,
    }
}
