//! Everything that happened around an order, in one list for its page.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{OrderState, ParcelState, ReturnState};
use crate::{
    money::Money,
    payments::{PaymentState, RefundState},
};

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Happening {
    /// The order reached a state.
    Order(OrderState),
    /// An attempt to pay ended without the order being paid by it.
    Payment(PaymentState),
    /// Money goes back, or has gone.
    Refund {
        /// How far it is.
        state: RefundState,
        /// How much.
        amount: Money,
    },
    /// A parcel reached a state.
    Parcel {
        /// Which parcel of the order, from 1.
        number: u32,
        /// The state.
        state: ParcelState,
    },
    /// A return reached a state.
    Return {
        /// Which return of the order, from 1.
        number: u32,
        /// The state.
        state: ReturnState,
    },
}

/// One thing that happened, with its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// What.
    pub what: Happening,
    /// When.
    pub at: DateTime<Utc>,
}

/// The lists of several rooms as one, oldest first. What happened in the same instant stays in the order of the rooms.
pub fn timeline(rooms: impl IntoIterator<Item = Vec<TimelineEntry>>) -> Vec<TimelineEntry> {
    let mut entries: Vec<TimelineEntry> = rooms.into_iter().flatten().collect();
    entries.sort_by_key(|entry| entry.at);
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(what: Happening, seconds: i64) -> TimelineEntry {
        TimelineEntry { what, at: DateTime::from_timestamp(seconds, 0).unwrap() }
    }

    #[test]
    fn oldest_first_and_rooms_in_their_order() {
        let order = vec![entry(Happening::Order(OrderState::AwaitingPayment), 1), entry(Happening::Order(OrderState::Shipped), 5)];
        let parcels = vec![entry(Happening::Parcel { number: 1, state: ParcelState::HandedOver }, 5)];
        let payments = vec![entry(Happening::Payment(PaymentState::Failed), 3)];
        let all: Vec<_> = timeline([order, payments, parcels]).into_iter().map(|entry| entry.what).collect();
        assert_eq!(
            all,
            [
                Happening::Order(OrderState::AwaitingPayment),
                Happening::Payment(PaymentState::Failed),
                Happening::Order(OrderState::Shipped),
                Happening::Parcel { number: 1, state: ParcelState::HandedOver },
            ]
        );
    }
}
