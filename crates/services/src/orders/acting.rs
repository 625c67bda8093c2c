use std::net::IpAddr;

use domain::{
    accounts::{Permission, Principal, network::AddressBlock},
    backoffice::StaffRefusal,
    ids::OrderId,
};
use uuid::Uuid;

use super::Actor;
use crate::error::{Error, Result};

/// Who acts, where from, and what of an order they saw before they did. Verbs that take it take an [`Actor`] as well, who comes from nowhere and has seen
/// nothing.
#[derive(Clone, Copy, Debug)]
pub struct Acting {
    /// Who.
    pub actor: Actor,
    /// Where from, no more exactly than the audit log keeps it; none for commands on the machine.
    pub place: Option<AddressBlock>,
    /// The order as their screen showed it; none where nothing was shown.
    pub seen: Option<Seen>,
}

/// An order as somebody's screen showed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Which order.
    pub order: OrderId,
    /// Its version.
    pub version: i64,
}

impl Acting {
    /// A member of staff, at an address.
    pub fn staff(who: Principal, address: IpAddr) -> Self {
        Self { actor: Actor::Staff(who), place: Some(AddressBlock::of(address)), seen: None }
    }

    /// With what their screen showed of an order.
    #[must_use]
    pub const fn who_saw(self, order: OrderId, version: i64) -> Self {
        Self { seen: Some(Seen { order, version }), ..self }
    }

    /// As of [`Actor::may`].
    ///
    /// # Errors
    /// As of [`Actor::may`].
    pub fn may(self, permission: Permission) -> Result<()> {
        self.actor.may(permission)
    }

    /// As of [`Actor::may`] for all of these. Who may not do one of them is told that before what has to be proved for another.
    ///
    /// # Errors
    /// As of [`Actor::may`].
    pub fn may_all(self, permissions: &[Permission]) -> Result<()> {
        let asked: Vec<Result<()>> = permissions.iter().map(|permission| self.may(*permission)).collect();
        if asked.iter().any(|answer| matches!(answer, Err(Error::Forbidden))) {
            return Err(Error::Forbidden);
        }
        asked.into_iter().collect()
    }

    /// Whether what they saw is how it still is; the order is locked. Verbs that are repeated under a key ask this only after they have looked whether it
    /// was done before, for the first time has moved the order on.
    ///
    /// # Errors
    /// [`StaffRefusal::Changed`] when the order has moved on, [`Error::NotFound`] when it is not the order that they saw.
    pub(crate) fn check(self, order: Uuid, version: i64) -> Result<()> {
        match self.seen {
            Some(seen) if seen.order.0 != order => Err(Error::NotFound),
            Some(seen) if seen.version != version => Err(Error::refused(StaffRefusal::Changed { version })),
            Some(_) | None => Ok(()),
        }
    }
}

/// Somebody who is logged in, without where from.
impl From<&Principal> for Acting {
    fn from(who: &Principal) -> Self {
        Actor::Staff(*who).into()
    }
}

impl From<Actor> for Acting {
    fn from(actor: Actor) -> Self {
        Self { actor, place: None, seen: None }
    }
}
