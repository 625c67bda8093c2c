//! What is asked for beside the password.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What is left to do after the password was right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SecondFactor {
    /// The account has a second factor: a code is to be given.
    Prove,
    /// The account has none and must: staff enrol one before anything else.
    Enrol,
}

/// What somebody scans to have codes made by an app.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeSetup {
    /// The secret in Base32 (RFC 4648), in groups of four for typing.
    pub secret: String,
    /// The `otpauth:` address of it.
    pub link: String,
    /// The modules of a QR code with that address as an SVG path of unit squares.
    pub picture: String,
    /// How many modules wide and high the code is, without the quiet zone of four that belongs around it.
    pub size: usize,
}

/// It lets whoever reads it in.
impl std::fmt::Debug for CodeSetup {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("CodeSetup").field("size", &self.size).finish_non_exhaustive()
    }
}

/// The second factors of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactors {
    /// Whether an app makes codes for it.
    pub codes: bool,
    /// Passkeys.
    pub passkeys: u32,
    /// Recovery codes that are left.
    pub recovery_codes: u32,
}

impl SecondFactors {
    /// Whether there is any.
    pub const fn is_there(&self) -> bool {
        self.codes || self.passkeys > 0
    }
}

/// What a page asks the browser for a passkey with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyAsked {
    /// Names the question, in the answer to it.
    pub handle: String,
    /// The options of `navigator.credentials.create` or `.get`, as JSON with binary values in Base64url.
    pub options: String,
}

/// A passkey, for its owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyView {
    /// Names it, to remove it.
    pub id: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was used last; none if never.
    pub used_at: Option<DateTime<Utc>>,
}
