//! Whose cart it is.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{AccountId, GuestId};

/// The one a cart belongs to. Every verb of the cart and of the checkout takes either, and does the same for both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CartOwner {
    /// A visitor who is not logged in: the cart is kept as long as the ephemeral store keeps it.
    Guest(GuestId),
    /// A customer: the cart is the account's pending order, the same on every device.
    Account(AccountId),
}

impl CartOwner {
    /// The owner's id, without saying which kind it is.
    pub const fn id(self) -> Uuid {
        match self {
            Self::Guest(guest) => guest.0,
            Self::Account(account) => account.0,
        }
    }
}

impl From<GuestId> for CartOwner {
    fn from(guest: GuestId) -> Self {
        Self::Guest(guest)
    }
}

impl From<AccountId> for CartOwner {
    fn from(account: AccountId) -> Self {
        Self::Account(account)
    }
}

/// The name in keys of the ephemeral store; a guest's and an account's never meet.
impl std::fmt::Display for CartOwner {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Guest(guest) => guest.fmt(formatter),
            Self::Account(account) => write!(formatter, "account:{account}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guest_and_an_account_of_the_same_number_are_two() {
        let id = Uuid::from_u128(7);
        let (guest, account) = (CartOwner::from(GuestId(id)), CartOwner::from(AccountId(id)));
        assert_eq!(guest.id(), account.id());
        assert_ne!(guest, account);
        assert_ne!(guest.to_string(), account.to_string());
    }
}
