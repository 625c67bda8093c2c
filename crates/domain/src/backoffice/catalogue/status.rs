//! How far a product is.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How far a product is. Only what is published is shown to shoppers and sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductStatus {
    /// Not for shoppers yet.
    Draft,
    /// Published from a moment to come on.
    Scheduled,
    /// Shown and sold.
    Published,
    /// Not sold any more.
    Archived,
}

impl ProductStatus {
    /// All of them, in the order in which a screen shows them.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Scheduled, Self::Published, Self::Archived];

    /// The name in the database and in addresses: `draft`, `scheduled`, `published`, `archived`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
            Self::Archived => "archived",
        }
    }

    /// The status of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// How far a product shall be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Publishing {
    /// Nobody but staff sees it.
    Draft,
    /// It is shown and sold from this moment on, UTC.
    From(DateTime<Utc>),
    /// It is shown and sold from now on; since when it was already, it stays.
    Now,
    /// It is not sold any more.
    Archived,
}

impl Publishing {
    /// Whether shoppers will see it, so that nothing of it may be missing.
    pub const fn is_for_shoppers(self) -> bool {
        matches!(self, Self::From(_) | Self::Now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for status in ProductStatus::ALL {
            assert_eq!(ProductStatus::from_code(status.code()), Some(status));
        }
        assert_eq!(ProductStatus::from_code("Draft"), None);
    }
}
