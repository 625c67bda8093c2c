//! What staff do to customers.

use serde::{Deserialize, Serialize};

use crate::{
    accounts::{Denial, Permission, Proof},
    failure::FieldError,
};

/// Longest reason, in characters.
pub const LONGEST_PURPOSE: usize = 200;

/// Something that can be done to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerAct {
    /// Ends sessions.
    LogOut,
    /// Sends a link for a new password.
    SendReset,
    /// Gives and takes roles.
    GiveRoles,
    /// Hands out all that the shop knows of the person.
    Export,
    /// Closes the account, so that it is erased.
    Close,
    /// Takes another account of the same person into this one.
    Merge,
}

/// An act that is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedCustomerAct {
    /// What can be done.
    pub act: CustomerAct,
    /// What the asker has to prove first, if anything.
    pub needs: Option<Proof>,
}

/// What decides about the acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomerStanding {
    /// Whether the account is closed.
    pub closed: bool,
    /// Whether its owner has a role besides buying.
    pub staff: bool,
    /// Whether it is the asker's own.
    pub own: bool,
}

impl CustomerAct {
    /// All acts.
    pub const ALL: [Self; 6] = [Self::LogOut, Self::SendReset, Self::GiveRoles, Self::Export, Self::Close, Self::Merge];

    /// What somebody needs to be allowed for it.
    pub const fn needs(self) -> Permission {
        match self {
            Self::LogOut | Self::SendReset => Permission::AssistAccounts,
            Self::GiveRoles => Permission::GiveRoles,
            Self::Export => Permission::Export,
            Self::Close | Self::Merge => Permission::CloseAccounts,
        }
    }

    /// Whether the account allows it, whoever asks. Nobody decides about their own account here, and staff hand their roles back before they are closed.
    pub const fn is_possible(self, standing: CustomerStanding) -> bool {
        let CustomerStanding { closed, staff, own } = standing;
        match self {
            Self::SendReset | Self::Export => true,
            Self::LogOut => !closed,
            Self::GiveRoles | Self::Merge => !closed && !own,
            Self::Close => !closed && !own && !staff,
        }
    }
}

impl CustomerStanding {
    /// The acts that the asker may do now, or once something is proved. `may` says whether a permission is theirs.
    pub fn offered(self, may: impl Fn(Permission) -> Result<(), Denial>) -> Vec<OfferedCustomerAct> {
        let possible = CustomerAct::ALL.into_iter().filter(|act| act.is_possible(self));
        let offer = |act: CustomerAct| match may(act.needs()) {
            Ok(()) => Some(OfferedCustomerAct { act, needs: None }),
            Err(Denial::Unproven(proof)) => Some(OfferedCustomerAct { act, needs: Some(proof) }),
            Err(Denial::Forbidden) => None,
        };
        possible.filter_map(offer).collect()
    }
}

/// Why something was done to somebody's account, for the audit log.
///
/// # Errors
/// What is wrong with the field `reason`: nothing in it, or too much.
pub fn purpose(text: &str) -> Result<String, FieldError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldError::required("reason"));
    }
    if text.chars().count() > LONGEST_PURPOSE {
        return Err(FieldError::too_long("reason", LONGEST_PURPOSE));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        accounts::{Principal, Role, Roles, Strength},
        ids::AccountId,
    };

    const OPEN: CustomerStanding = CustomerStanding { closed: false, staff: false, own: false };

    fn acts(standing: CustomerStanding) -> Vec<CustomerAct> {
        CustomerAct::ALL.into_iter().filter(|act| act.is_possible(standing)).collect()
    }

    #[test]
    fn what_an_account_allows() {
        use CustomerAct as A;
        assert_eq!(acts(OPEN), CustomerAct::ALL);
        assert_eq!(acts(CustomerStanding { closed: true, ..OPEN }), [A::SendReset, A::Export]);
        assert_eq!(acts(CustomerStanding { own: true, staff: true, ..OPEN }), [A::LogOut, A::SendReset, A::Export]);
        assert!(!acts(CustomerStanding { staff: true, ..OPEN }).contains(&A::Close));
    }

    /// Every role × every proof: offered is what its permission allows, with the proof that is missing.
    #[test]
    fn what_a_role_is_offered() {
        for role in Role::ALL {
            for strength in [Strength::Password, Strength::SecondFactor, Strength::SteppedUp] {
                let asker = Principal { account: AccountId(Uuid::nil()), roles: Roles::of(&[role]), strength };
                let offered = OPEN.offered(|permission| asker.may(permission));
                let expected: Vec<_> = CustomerAct::ALL.into_iter().filter(|act| role.allows(act.needs())).collect();
                assert_eq!(offered.iter().map(|offer| offer.act).collect::<Vec<_>>(), expected, "{role:?}");
                assert!(offered.iter().all(|offer| offer.needs.is_none() == asker.may(offer.act.needs()).is_ok()), "{role:?} {strength:?}");
            }
        }
    }

    #[test]
    fn a_reason_is_there_and_short() {
        assert_eq!(purpose(" Brief vom 3. Mai "), Ok("Brief vom 3. Mai".into()));
        assert_eq!(purpose("  "), Err(FieldError::required("reason")));
        assert_eq!(purpose(&"x".repeat(LONGEST_PURPOSE + 1)), Err(FieldError::too_long("reason", LONGEST_PURPOSE)));
    }
}
