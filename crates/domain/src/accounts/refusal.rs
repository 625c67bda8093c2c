//! What accounts do not do.

use serde::{Deserialize, Serialize};

use super::PasswordStrength;

/// Why a person was not let in, or why an account stays as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccountRefusal {
    /// Address and password do not belong together. Whether there is such an account is not said: the answer is the same for an unknown address, a
    /// wrong password and a closed account.
    WrongCredentials,
    /// The password given beside a change is not the account's.
    WrongPassword,
    /// The code is wrong, over, or was used before.
    WrongCode,
    /// The link is unknown, over, or was used before; which of these is not said.
    LinkInvalid,
    /// The new password is too easy to guess.
    PasswordWeak(PasswordStrength),
    /// Another account has had the address confirmed in the meantime.
    AddressTaken,
    /// There is such a second factor already.
    AlreadyEnrolled,
    /// There is no such second factor.
    NotEnrolled,
    /// Staff have a second factor, always.
    SecondFactorNeeded,
    /// Nobody else could give roles any more.
    LastAdmin,
    /// The address book is full.
    AddressBookFull,
    /// Somebody changed the account in the same moment; look at it and try again.
    Busy,
    /// Staff hand their roles back before they close their account.
    StillStaff,
}
