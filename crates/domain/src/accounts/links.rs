//! The links that mails carry.

use serde::{Deserialize, Serialize};

use crate::language::Language;

/// What a link is for. Each opens a page that shows what would be done; a button there does it, because mail programs and their scanners open links
/// as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LinkKind {
    /// To confirm the address and choose a password: makes the account.
    Register,
    /// To confirm the address of an account that was made without a mail.
    Verify,
    /// To choose a new password.
    Reset,
    /// To confirm the new address of an account.
    EmailChange,
    /// To take a change of address back, at the old one.
    EmailRevert,
    /// To become staff.
    Invitation,
    /// To make the first administrator; printed at the first start, never mailed.
    FirstAdmin,
}

impl LinkKind {
    /// All kinds.
    pub const ALL: [Self; 7] =
        [Self::Register, Self::Verify, Self::Reset, Self::EmailChange, Self::EmailRevert, Self::Invitation, Self::FirstAdmin];

    /// The name in the database and in addresses: `register`, `verify`, `reset`, `email-change`, `email-revert`, `invitation`, `first-admin`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Verify => "verify",
            Self::Reset => "reset",
            Self::EmailChange => "email-change",
            Self::EmailRevert => "email-revert",
            Self::Invitation => "invitation",
            Self::FirstAdmin => "first-admin",
        }
    }

    /// The kind of a name, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// How long a link is good for, in hours.
    pub const fn hours(self) -> u32 {
        match self {
            Self::Reset | Self::FirstAdmin => 1,
            Self::Register | Self::Verify | Self::EmailChange => 24,
            Self::EmailRevert | Self::Invitation => 7 * 24,
        }
    }

    /// Where the link leads, behind the shop's address: `/de/account/reset/<token>`.
    pub fn path(self, language: Language, token: &str) -> String {
        format!("/{language}/account/{}/{token}", self.code())
    }
}

/// What a page shows of a link before it is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkView {
    /// The address that it is about; empty where there is none yet.
    pub email: String,
    /// Whether that address has an account: an invitation asks for a password only if it has not.
    pub has_account: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_found_by_their_names() {
        for kind in LinkKind::ALL {
            assert_eq!(LinkKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(LinkKind::from_code("Reset"), None);
        assert_eq!(LinkKind::Reset.path(Language::Fr, "t0ken"), "/fr/account/reset/t0ken");
    }
}
