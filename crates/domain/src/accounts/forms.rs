//! What people send. Texts that are secret have a `Debug` that hides them.

use serde::{Deserialize, Serialize};

use super::Password;
use crate::failure::FieldError;

/// Address and password.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogIn {
    /// The address, as typed.
    pub email: String,
    /// The password, as typed.
    pub password: Password,
}

impl LogIn {
    /// Whether both are filled in.
    ///
    /// # Errors
    /// The fields that are empty.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let fields = [("email", self.email.trim().is_empty()), ("password", self.password.as_str().is_empty())];
        let empty: Vec<FieldError> =
            fields.into_iter().filter(|(_, is_empty)| *is_empty).map(|(name, _)| FieldError::required(name)).collect();
        if empty.is_empty() { Ok(()) } else { Err(empty) }
    }
}

/// What makes an account of a confirmed address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// The new password.
    pub password: Password,
    /// The version of the terms that were shown and agreed to; empty when they were not.
    pub terms: String,
    /// Whether news by mail are wanted.
    pub newsletter: bool,
}

/// The two passwords of a change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordChange {
    /// The password so far.
    pub current: Password,
    /// The new one.
    pub new: Password,
}

/// Another address for an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailChange {
    /// The account's password.
    pub password: Password,
    /// The new address, as typed.
    pub email: String,
}

/// What makes an app's codes a second factor.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeEnrolment {
    /// The account's password.
    pub password: Password,
    /// The app's first code, as typed.
    pub code: String,
}

impl std::fmt::Debug for CodeEnrolment {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("CodeEnrolment").finish_non_exhaustive()
    }
}
