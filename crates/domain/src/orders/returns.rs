//! A return's life: goods that a buyer wants to send back.

use serde::{Deserialize, Serialize};

use super::OrderState;

/// Where a return stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnState {
    /// The buyer has asked.
    Requested,
    /// Staff agreed; the goods are to come.
    Accepted,
    /// Staff declined.
    Refused,
    /// The goods are here; the money is owed.
    Received,
    /// Settled.
    Closed,
}

/// What can happen to a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnEvent {
    /// Staff agree.
    Accept,
    /// Staff decline.
    Refuse,
    /// The goods arrive.
    Receive,
    /// The matter is settled.
    Close,
}

impl ReturnState {
    /// All states.
    pub const ALL: [Self; 5] = [Self::Requested, Self::Accepted, Self::Refused, Self::Received, Self::Closed];

    /// The state that follows, or `None` when the event is not allowed here. Money is owed only for what has been received, so nothing is closed
    /// before that.
    #[must_use]
    pub const fn after(self, event: ReturnEvent) -> Option<Self> {
        match (self, event) {
            (Self::Requested, ReturnEvent::Accept) => Some(Self::Accepted),
            (Self::Requested, ReturnEvent::Refuse) => Some(Self::Refused),
            (Self::Accepted, ReturnEvent::Receive) => Some(Self::Received),
            (Self::Received, ReturnEvent::Close) => Some(Self::Closed),
            (Self::Requested, ReturnEvent::Receive | ReturnEvent::Close)
            | (Self::Accepted, ReturnEvent::Accept | ReturnEvent::Refuse | ReturnEvent::Close)
            | (Self::Received, ReturnEvent::Accept | ReturnEvent::Refuse | ReturnEvent::Receive)
            | (Self::Refused | Self::Closed, ReturnEvent::Accept | ReturnEvent::Refuse | ReturnEvent::Receive | ReturnEvent::Close) => None,
        }
    }

    /// Whether the event is allowed, so that a screen offers only what works.
    pub const fn allows(self, event: ReturnEvent) -> bool {
        self.after(event).is_some()
    }

    /// Whether its pieces count as given back or on their way: they cannot be asked for a second time. After a refusal the buyer keeps them.
    pub const fn claims_pieces(self) -> bool {
        match self {
            Self::Requested | Self::Accepted | Self::Received | Self::Closed => true,
            Self::Refused => false,
        }
    }

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Received => "received",
            Self::Closed => "closed",
        }
    }

    /// The state of a name in the database.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

impl ReturnEvent {
    /// All events.
    pub const ALL: [Self; 4] = [Self::Accept, Self::Refuse, Self::Receive, Self::Close];

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Refuse => "refuse",
            Self::Receive => "receive",
            Self::Close => "close",
        }
    }
}

impl OrderState {
    /// Whether goods of the order may be sent back: only what was paid and has left the house. A partly sent order is still `paid`.
    pub const fn takes_returns(self) -> bool {
        match self {
            Self::Paid | Self::Shipped | Self::Delivered => true,
            Self::Pending | Self::AwaitingPayment | Self::Cancelled | Self::Expired | Self::Refunded => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table, written out a second time by hand: every state × every event.
    #[test]
    fn every_state_and_event() {
        use ReturnEvent as E;
        use ReturnState as S;
        let allowed = [
            (S::Requested, E::Accept, S::Accepted),
            (S::Requested, E::Refuse, S::Refused),
            (S::Accepted, E::Receive, S::Received),
            (S::Received, E::Close, S::Closed),
        ];
        for state in S::ALL {
            for event in E::ALL {
                let expected = allowed.iter().find(|(from, by, _)| (*from, *by) == (state, event)).map(|(_, _, to)| *to);
                assert_eq!(state.after(event), expected, "{state:?} {event:?}");
                assert_eq!(state.allows(event), expected.is_some(), "{state:?} {event:?}");
            }
            assert_eq!(S::from_code(state.code()), Some(state));
        }
        assert_eq!(S::from_code("lost"), None);
    }
}
