//! The order's life: states, what can happen, and what then follows.

use serde::{Deserialize, Serialize};

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// An account's cart.
    Pending,
    /// Ordered; stock is held until it is paid or the hold runs out.
    AwaitingPayment,
    /// Paid; to be sent.
    Paid,
    /// Handed to the carrier.
    Shipped,
    /// The buyer has confirmed that it arrived.
    Delivered,
    /// Called off before it was paid.
    Cancelled,
    /// Not paid in time.
    Expired,
    /// Paid back in full.
    Refunded,
}

/// What can happen to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderEvent {
    /// The buyer places the order.
    Place,
    /// A payment over the full amount has come in.
    Pay,
    /// The hold ran out.
    Expire,
    /// The buyer or staff calls it off.
    Cancel,
    /// Staff hands it to the carrier.
    Ship,
    /// The buyer confirms that it arrived.
    ConfirmDelivery,
    /// The whole amount has been paid back.
    Refund,
}

impl OrderState {
    /// All states.
    pub const ALL: [Self; 8] =
        [Self::Pending, Self::AwaitingPayment, Self::Paid, Self::Shipped, Self::Delivered, Self::Cancelled, Self::Expired, Self::Refunded];

    /// The state that follows, or `None` when the event is not allowed here.
    ///
    /// A payment may still come in after the order expired; then it takes its goods anew. Of an order that was called off the buyer knows that
    /// nothing is owed, so money for it goes back.
    #[must_use]
    pub const fn after(self, event: OrderEvent) -> Option<Self> {
        match (self, event) {
            (Self::Pending, OrderEvent::Place) => Some(Self::AwaitingPayment),
            (Self::AwaitingPayment | Self::Expired, OrderEvent::Pay) => Some(Self::Paid),
            (Self::AwaitingPayment, OrderEvent::Expire) => Some(Self::Expired),
            (Self::Pending | Self::AwaitingPayment, OrderEvent::Cancel) => Some(Self::Cancelled),
            (Self::Paid, OrderEvent::Ship) => Some(Self::Shipped),
            (Self::Shipped, OrderEvent::ConfirmDelivery) => Some(Self::Delivered),
            (Self::Paid | Self::Shipped | Self::Delivered, OrderEvent::Refund) => Some(Self::Refunded),
            (Self::Pending, OrderEvent::Pay | OrderEvent::Expire | OrderEvent::Ship | OrderEvent::ConfirmDelivery | OrderEvent::Refund)
            | (Self::AwaitingPayment, OrderEvent::Place | OrderEvent::Ship | OrderEvent::ConfirmDelivery | OrderEvent::Refund)
            | (Self::Paid, OrderEvent::Place | OrderEvent::Pay | OrderEvent::Expire | OrderEvent::Cancel | OrderEvent::ConfirmDelivery)
            | (Self::Shipped, OrderEvent::Place | OrderEvent::Pay | OrderEvent::Expire | OrderEvent::Cancel | OrderEvent::Ship)
            | (
                Self::Delivered,
                OrderEvent::Place
                | OrderEvent::Pay
                | OrderEvent::Expire
                | OrderEvent::Cancel
                | OrderEvent::Ship
                | OrderEvent::ConfirmDelivery,
            )
            | (
                Self::Expired,
                OrderEvent::Place
                | OrderEvent::Expire
                | OrderEvent::Cancel
                | OrderEvent::Ship
                | OrderEvent::ConfirmDelivery
                | OrderEvent::Refund,
            )
            | (
                Self::Cancelled | Self::Refunded,
                OrderEvent::Place
                | OrderEvent::Pay
                | OrderEvent::Expire
                | OrderEvent::Cancel
                | OrderEvent::Ship
                | OrderEvent::ConfirmDelivery
                | OrderEvent::Refund,
            ) => None,
        }
    }

    /// Whether the event is allowed, so that a screen offers only what works.
    pub const fn allows(self, event: OrderEvent) -> bool {
        self.after(event).is_some()
    }

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::AwaitingPayment => "awaiting_payment",
            Self::Paid => "paid",
            Self::Shipped => "shipped",
            Self::Delivered => "delivered",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::Refunded => "refunded",
        }
    }

    /// The state of a name in the database.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

impl OrderEvent {
    /// All events.
    pub const ALL: [Self; 7] = [Self::Place, Self::Pay, Self::Expire, Self::Cancel, Self::Ship, Self::ConfirmDelivery, Self::Refund];

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Pay => "pay",
            Self::Expire => "expire",
            Self::Cancel => "cancel",
            Self::Ship => "ship",
            Self::ConfirmDelivery => "confirm_delivery",
            Self::Refund => "refund",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table, written out a second time by hand: every state × every event.
    #[test]
    fn every_state_and_event() {
        use OrderEvent as E;
        use OrderState as S;
        let allowed = [
            (S::Pending, E::Place, S::AwaitingPayment),
            (S::Pending, E::Cancel, S::Cancelled),
            (S::AwaitingPayment, E::Pay, S::Paid),
            (S::AwaitingPayment, E::Expire, S::Expired),
            (S::AwaitingPayment, E::Cancel, S::Cancelled),
            (S::Paid, E::Ship, S::Shipped),
            (S::Paid, E::Refund, S::Refunded),
            (S::Shipped, E::ConfirmDelivery, S::Delivered),
            (S::Shipped, E::Refund, S::Refunded),
            (S::Delivered, E::Refund, S::Refunded),
            (S::Expired, E::Pay, S::Paid),
        ];
        for state in S::ALL {
            for event in E::ALL {
                let expected = allowed.iter().find(|(from, by, _)| (*from, *by) == (state, event)).map(|(_, _, to)| *to);
                assert_eq!(state.after(event), expected, "{state:?} {event:?}");
            }
        }
    }

    #[test]
    fn codes_round_trip() {
        for state in OrderState::ALL {
            assert_eq!(OrderState::from_code(state.code()), Some(state));
        }
        assert_eq!(OrderState::from_code("lost"), None);
    }
}
