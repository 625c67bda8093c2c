//! Who is asking, and how well that is proved.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Permission, Role, Roles};
use crate::ids::{AccountId, SessionId};

/// Who is asking: an account that is logged in. Made from the database at each request, never from what the client sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Principal {
    /// The account.
    pub account: AccountId,
    /// What it is.
    pub roles: Roles,
    /// How well it is proved that it is its owner.
    pub strength: Strength,
}

/// How well it is proved who is asking; each more than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// By a password.
    Password,
    /// By a second factor as well, or by a passkey.
    SecondFactor,
    /// By a second factor as well, and once more a short while ago.
    SteppedUp,
}

/// What has to be proved first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// A second factor; who has none enrols one.
    SecondFactor,
    /// Once more, who is asking.
    StepUp,
}

/// Why somebody may not do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Denial {
    /// None of their roles allows it.
    Forbidden,
    /// A role allows it, once this is proved.
    Unproven(Proof),
}

impl Principal {
    /// Whether it may do something now. Who may not do it at all learns nothing about proofs.
    ///
    /// # Errors
    /// Why not.
    pub fn may(self, permission: Permission) -> Result<(), Denial> {
        // An account is its owner's, whatever else they are in the shop.
        let is_allowed = permission == Permission::OwnAccount || self.roles.iter().any(|role| role.allows(permission));
        if !is_allowed {
            return Err(Denial::Forbidden);
        }
        if permission.is_staffs() && self.strength < Strength::SecondFactor {
            return Err(Denial::Unproven(Proof::SecondFactor));
        }
        if permission.needs_step_up() && self.strength < Strength::SteppedUp {
            return Err(Denial::Unproven(Proof::StepUp));
        }
        Ok(())
    }

    /// Whether it is one of the shop's own people.
    pub fn is_staff(self) -> bool {
        self.roles.iter().any(Role::is_staff)
    }
}

/// A log-in that is under way, for the account's owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// Names it, to end it.
    pub id: SessionId,
    /// Browser and system, such as `Firefox, Linux`; empty when unknown.
    pub device: String,
    /// Where from at the last use: a block of addresses.
    pub place: String,
    /// When it began.
    pub begun_at: DateTime<Utc>,
    /// When it was used last, to the minute.
    pub last_used_at: DateTime<Utc>,
    /// Whether it is the one that is asking.
    pub is_this: bool,
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn principal(roles: &[Role], strength: Strength) -> Principal {
        Principal { account: AccountId(Uuid::from_u128(7)), roles: Roles::of(roles), strength }
    }

    #[test]
    fn staff_need_a_second_factor_for_what_is_not_their_own() {
        let asks = |strength| principal(&[Role::Orders], strength);
        assert_eq!(asks(Strength::Password).may(Permission::Fulfil), Err(Denial::Unproven(Proof::SecondFactor)));
        assert_eq!(asks(Strength::SecondFactor).may(Permission::Fulfil), Ok(()));
        assert_eq!(asks(Strength::Password).may(Permission::OwnAccount), Ok(()), "else nobody could enrol");
        assert_eq!(principal(&[Role::Buyer], Strength::Password).may(Permission::Buy), Ok(()));
    }

    #[test]
    fn giving_away_needs_a_fresh_proof() {
        for (role, permission) in
            [(Role::Support, Permission::Refund), (Role::Admin, Permission::GiveRoles), (Role::Accounting, Permission::Export)]
        {
            let asks = |strength| principal(&[role], strength).may(permission);
            assert_eq!(asks(Strength::Password), Err(Denial::Unproven(Proof::SecondFactor)));
            assert_eq!(asks(Strength::SecondFactor), Err(Denial::Unproven(Proof::StepUp)));
            assert_eq!(asks(Strength::SteppedUp), Ok(()));
        }
    }

    #[test]
    fn no_proof_replaces_a_role() {
        for strength in [Strength::Password, Strength::SecondFactor, Strength::SteppedUp] {
            assert_eq!(principal(&[Role::Buyer, Role::Catalogue], strength).may(Permission::Refund), Err(Denial::Forbidden));
            assert_eq!(principal(&[], strength).may(Permission::Buy), Err(Denial::Forbidden));
        }
    }

    #[test]
    fn several_roles_add_up() {
        let both = principal(&[Role::Buyer, Role::Catalogue], Strength::SecondFactor);
        assert_eq!((both.may(Permission::Buy), both.may(Permission::EditCatalogue)), (Ok(()), Ok(())));
        assert!(both.is_staff() && !principal(&[Role::Buyer], Strength::SteppedUp).is_staff());
    }
}
