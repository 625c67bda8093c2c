//! Light or dark.

use serde::{Deserialize, Serialize};

use super::cookie::preference_cookie;
use crate::context::THEME_COOKIE;

/// A theme that was chosen; without a choice the system's is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Dark ink on paper.
    Light,
    /// Light ink on night.
    Dark,
}

impl Theme {
    /// The value in the cookie and on the document.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a cookie's value.
    #[cfg(feature = "ssr")]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Light, Self::Dark].into_iter().find(|theme| theme.code() == code)
    }
}

/// The cookie that notes a theme.
pub fn theme_cookie(theme: Theme) -> String {
    preference_cookie(THEME_COOKIE, theme.code())
}
