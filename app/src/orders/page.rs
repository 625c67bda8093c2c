//! What the order's page is made of: an order with its times written out, because the browser's WebAssembly holds no time zones.

use domain::{
    address::Address,
    orders::{OrderLineView, OrderPaymentView, OrderState},
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
    pub total: i64,
    pub vat: Vec<VatShare>,
    pub lines: Vec<OrderLineView>,
    /// Time of day in Switzerland, `14:32`.
    pub held_until: Option<String>,
    /// Day in Switzerland, `24.12.2026`.
    pub held_day: Option<String>,
    pub payment: Option<OrderPaymentView>,
    /// States with their times in Switzerland, `24.12.2026, 14:32`.
    pub history: Vec<(OrderState, String)>,
}

#[cfg(feature = "ssr")]
impl From<domain::orders::OrderView> for OrderContent {
    fn from(order: domain::orders::OrderView) -> Self {
        use chrono_tz::Europe::Zurich;

        let history =
            order.history.iter().map(|entry| (entry.state, entry.at.with_timezone(&Zurich).format("%d.%m.%Y, %H:%M").to_string()));
        Self {
            history: history.collect(),
            held_until: order.held_until.map(|until| until.with_timezone(&Zurich).format("%H:%M").to_string()),
            held_day: order.held_until.map(|until| until.with_timezone(&Zurich).format("%d.%m.%Y").to_string()),
            number: order.number,
            token: order.token,
            state: order.state,
            email: order.email,
            address: order.address,
            delivery_name: order.delivery_name,
            delivery_fee: order.delivery_fee,
            items_total: order.items_total,
            total: order.total,
            vat: order.vat,
            lines: order.lines,
            payment: order.payment,
        }
    }
}
