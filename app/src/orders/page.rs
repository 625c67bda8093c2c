//! What the order's page is made of: an order with its times written out, because the browser's WebAssembly holds no time zones.

use domain::{
    address::Address,
    orders::{
        Happening, OrderLineView, OrderPaymentView, OrderState, ParcelState, Pieces, ReturnReason, ReturnState, Tracking, UsedVoucher,
    },
    vat::VatShare,
};
use serde::{Deserialize, Serialize};

/// An order, ready to be shown. Amounts in rappen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderContent {
    pub number: String,
    pub token: String,
    pub state: OrderState,
    pub email: String,
    pub address: Address,
    pub delivery_name: String,
    pub delivery_fee: i64,
    pub items_total: i64,
    pub voucher: Option<UsedVoucher>,
    pub total: i64,
    pub gift_card_total: i64,
    pub vat: Vec<VatShare>,
    pub lines: Vec<OrderLineView>,
    /// Time of day in Switzerland, `14:32`.
    pub held_until: Option<String>,
    /// Day in Switzerland, `24.12.2026`.
    pub held_day: Option<String>,
    pub payment: Option<OrderPaymentView>,
    /// What happened, with times in Switzerland, `24.12.2026, 14:32`.
    pub timeline: Vec<(Happening, String)>,
    pub parcels: Vec<ParcelContent>,
    pub returns: Vec<ReturnContent>,
    /// What may be sent back now.
    pub returnable: Vec<Pieces>,
    /// The invoice's number.
    pub invoice: Option<String>,
}

/// A parcel, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelContent {
    pub number: u32,
    pub state: ParcelState,
    pub tracking: Tracking,
    /// A day in Switzerland, `24.12.2026`.
    pub handed_over_on: Option<String>,
    pub pieces: Vec<Pieces>,
}

/// A return, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnContent {
    pub number: u32,
    pub state: ReturnState,
    pub reason: ReturnReason,
    pub words: String,
    pub answer: String,
    pub pieces: Vec<Pieces>,
    /// A day in Switzerland, `24.12.2026`.
    pub requested_on: String,
}

#[cfg(feature = "ssr")]
mod from_services {
    use chrono::{DateTime, Utc};
    use chrono_tz::Europe::Zurich;
    use domain::orders::{OrderView, ParcelView, ReturnView};

    use super::{OrderContent, ParcelContent, ReturnContent};

    fn written(at: DateTime<Utc>, form: &str) -> String {
        at.with_timezone(&Zurich).format(form).to_string()
    }

    fn day(at: DateTime<Utc>) -> String {
        written(at, "%d.%m.%Y")
    }

    impl From<OrderView> for OrderContent {
        fn from(order: OrderView) -> Self {
            let timeline = order.timeline.into_iter().map(|entry| (entry.what, written(entry.at, "%d.%m.%Y, %H:%M")));
            Self {
                timeline: timeline.collect(),
                held_until: order.held_until.map(|until| written(until, "%H:%M")),
                held_day: order.held_until.map(day),
                parcels: order.parcels.into_iter().map(ParcelContent::from).collect(),
                returns: order.returns.into_iter().map(ReturnContent::from).collect(),
                returnable: order.returnable,
                invoice: order.invoice,
                number: order.number,
                token: order.token,
                state: order.state,
                email: order.email,
                address: order.address,
                delivery_name: order.delivery_name,
                delivery_fee: order.delivery_fee,
                items_total: order.items_total,
                voucher: order.voucher,
                total: order.total,
                gift_card_total: order.gift_card_total,
                vat: order.vat,
                lines: order.lines,
                payment: order.payment,
            }
        }
    }

    impl From<ParcelView> for ParcelContent {
        fn from(parcel: ParcelView) -> Self {
            Self {
                number: parcel.number,
                state: parcel.state,
                tracking: parcel.tracking,
                handed_over_on: parcel.handed_over_at.map(day),
                pieces: parcel.pieces,
            }
        }
    }

    impl From<ReturnView> for ReturnContent {
        fn from(goods: ReturnView) -> Self {
            Self {
                number: goods.number,
                state: goods.state,
                reason: goods.reason,
                words: goods.words,
                answer: goods.answer,
                pieces: goods.pieces,
                requested_on: day(goods.requested_at),
            }
        }
    }
}
