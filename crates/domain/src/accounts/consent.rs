//! What people agree to.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Something that people are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Consent {
    /// The terms of business and the privacy notice, of a certain version.
    Terms,
    /// News by mail.
    Newsletter,
}

impl Consent {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Terms, Self::Newsletter];

    /// The name in the database: `terms`, `newsletter`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Terms => "terms",
            Self::Newsletter => "newsletter",
        }
    }

    /// The consent of a name, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|consent| consent.code() == code)
    }
}

/// What somebody said to something at some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentView {
    /// To what.
    pub consent: Consent,
    /// The version of the text that was shown.
    pub version: String,
    /// Yes or no.
    pub given: bool,
    /// When.
    pub at: DateTime<Utc>,
}
