use domain::{
    accounts::{Permission, Principal},
    ids::AccountId,
};

use crate::error::{Error, Result};

/// Who lets something happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The one who ordered.
    Buyer,
    /// The payment gateway's word.
    Gateway,
    /// The background task.
    Schedule,
    /// Somebody who is logged in and acts for the shop, with what they are and how well they have proved it.
    Staff(Principal),
    /// Whoever runs the shop's commands on its machine. Nothing that arrives over the network is ever this one.
    Operator,
}

impl Actor {
    /// Whether it may do what is staff's. The operator may do everything: who runs commands on the machine can write to the database as well.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for who may not, [`Error::Unproven`] for staff who have to prove more first.
    pub fn may(self, permission: Permission) -> Result<()> {
        match self {
            Self::Staff(who) => Ok(who.may(permission)?),
            Self::Operator => Ok(()),
            Self::Buyer | Self::Gateway | Self::Schedule => Err(Error::Forbidden),
        }
    }

    /// The account of a member of staff; of nobody else's doing is it kept.
    pub const fn account(self) -> Option<AccountId> {
        match self {
            Self::Staff(who) => Some(who.account),
            Self::Buyer | Self::Gateway | Self::Schedule | Self::Operator => None,
        }
    }

    /// The name in histories: `buyer`, `gateway`, `schedule`, `staff:<account>`, `operator`.
    pub fn code(self) -> String {
        match self {
            Self::Buyer => "buyer".to_owned(),
            Self::Gateway => "gateway".to_owned(),
            Self::Schedule => "schedule".to_owned(),
            Self::Staff(who) => format!("staff:{}", who.account),
            Self::Operator => "operator".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::accounts::{Proof, Role, Roles, Strength};
    use uuid::Uuid;

    use super::*;

    fn staff(role: Role, strength: Strength) -> Actor {
        Actor::Staff(Principal { account: AccountId(Uuid::from_u128(7)), roles: Roles::of(&[role]), strength })
    }

    #[test]
    fn staff_may_what_their_roles_allow_and_they_have_proved() {
        for permission in Permission::ALL {
            for role in Role::ALL {
                let may = staff(role, Strength::SteppedUp).may(permission);
                assert_eq!(may.is_ok(), role.allows(permission), "{role:?} {permission:?}");
            }
        }
        let refund = |strength| staff(Role::Support, strength).may(Permission::Refund);
        assert!(matches!(refund(Strength::Password), Err(Error::Unproven(Proof::SecondFactor))));
        assert!(matches!(refund(Strength::SecondFactor), Err(Error::Unproven(Proof::StepUp))));
    }

    #[test]
    fn the_operator_may_everything_and_what_is_nobodys_nothing() {
        for permission in Permission::ALL {
            assert!(Actor::Operator.may(permission).is_ok());
            for actor in [Actor::Buyer, Actor::Gateway, Actor::Schedule] {
                assert!(matches!(actor.may(permission), Err(Error::Forbidden)), "{actor:?} {permission:?}");
            }
        }
    }

    #[test]
    fn the_history_has_the_account() {
        assert_eq!(staff(Role::Orders, Strength::Password).code(), "staff:00000000-0000-0000-0000-000000000007");
        assert_eq!(staff(Role::Orders, Strength::Password).account(), Some(AccountId(Uuid::from_u128(7))));
        assert_eq!((Actor::Operator.code().as_str(), Actor::Operator.account()), ("operator", None));
    }
}
