//! What people see of their accounts.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Role, SecondFactors, Strength};
use crate::{address::Address, ids::AccountId, language::Language};

/// The account, for its owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// The address as it was written.
    pub email: String,
    /// Whether somebody has proved to read mail there.
    pub verified: bool,
    /// The language of mails, and of pages on a new device.
    pub language: Language,
    /// Whether news by mail are wanted.
    pub newsletter: bool,
    /// When the account was made.
    pub created_at: DateTime<Utc>,
    /// When the password was changed last; none where there is no password.
    pub password_changed_at: Option<DateTime<Utc>>,
    /// What is asked for beside the password.
    pub second_factors: SecondFactors,
}

/// An account, for staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownAccount {
    /// Its id.
    pub id: AccountId,
    /// The address as it was written.
    pub email: String,
    /// Whether somebody has proved to read mail there.
    pub verified: bool,
    /// Whether its owner has closed it, so that it is about to be erased.
    pub closed: bool,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// What its owner is in the shop.
    pub roles: Vec<Role>,
}

/// An entry of the address book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressView {
    /// Its id.
    pub id: Uuid,
    /// The address.
    pub address: Address,
    /// Whether the checkout begins with it. One entry at most.
    pub is_default: bool,
}

/// Most entries of an address book.
pub const MOST_ADDRESSES: usize = 20;

/// How an attempt to get in ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LogInOutcome {
    /// The person is in.
    Entered,
    /// The password was right, and a second factor was asked for.
    SecondFactorAsked,
    /// The password was wrong.
    WrongPassword,
    /// There is no such account, or it is closed.
    NoAccount,
    /// The second factor was wrong.
    WrongCode,
    /// Too many attempts were made before, so this one was not looked at.
    TooMany,
}

impl LogInOutcome {
    /// All outcomes.
    pub const ALL: [Self; 6] =
        [Self::Entered, Self::SecondFactorAsked, Self::WrongPassword, Self::NoAccount, Self::WrongCode, Self::TooMany];

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::SecondFactorAsked => "second_factor_asked",
            Self::WrongPassword => "wrong_password",
            Self::NoAccount => "no_account",
            Self::WrongCode => "wrong_code",
            Self::TooMany => "too_many",
        }
    }

    /// The outcome of a name, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// By what somebody tried to get in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LogInMethod {
    /// Address and password.
    Password,
    /// A code made by an app, after the password.
    Code,
    /// A recovery code, after the password.
    RecoveryCode,
    /// A passkey, with or without the password.
    Passkey,
    /// A link that made the account or gave it a password.
    Link,
}

impl LogInMethod {
    /// All methods.
    pub const ALL: [Self; 5] = [Self::Password, Self::Code, Self::RecoveryCode, Self::Passkey, Self::Link];

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Code => "code",
            Self::RecoveryCode => "recovery_code",
            Self::Passkey => "passkey",
            Self::Link => "link",
        }
    }

    /// The method of a name, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.code() == code)
    }

    /// How well it proves who comes in by it. Codes are asked for after the password; a passkey is a device and what unlocks it.
    pub const fn strength(self) -> Strength {
        match self {
            Self::Password | Self::Link => Strength::Password,
            Self::Code | Self::RecoveryCode | Self::Passkey => Strength::SecondFactor,
        }
    }
}

/// An attempt to get in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogInView {
    /// When.
    pub at: DateTime<Utc>,
    /// By what.
    pub method: LogInMethod,
    /// How it ended.
    pub outcome: LogInOutcome,
    /// Where from: the address, after 30 days the block that it is in.
    pub place: String,
    /// Browser and system, such as `Firefox, Linux`; empty when unknown.
    pub device: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        assert!(LogInOutcome::ALL.into_iter().all(|outcome| LogInOutcome::from_code(outcome.code()) == Some(outcome)));
        assert!(LogInMethod::ALL.into_iter().all(|method| LogInMethod::from_code(method.code()) == Some(method)));
    }
}
