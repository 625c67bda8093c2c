//! What order pages and the checkout show. Amounts are gross, in rappen; times are UTC.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{OrderState, ParcelView, Pieces, ReturnView, TimelineEntry, UsedVoucher};
use crate::{
    address::Address,
    catalog::PictureView,
    language::Language,
    payments::{PaymentMethodView, PaymentState, RefundView},
    vat::VatShare,
};

/// An order in the list of its account's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnOrderView {
    /// For people: `2026-000042`.
    pub number: String,
    /// In the address of the order's page; empty for an order of an earlier shop, which has none.
    pub token: String,
    /// How far it is.
    pub state: OrderState,
    /// What it cost, in rappen.
    pub total: i64,
    /// How many pieces were ordered.
    pub pieces: u32,
    /// When it was placed.
    pub placed_at: DateTime<Utc>,
}

/// A way to get the goods, with its fee for a given cart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryMethodView {
    /// The name in forms.
    pub code: String,
    /// The name in the page's language.
    pub name: String,
    /// When it arrives, in the page's language.
    pub promise: String,
    /// The fee for this cart, in rappen; 0 is free.
    pub fee: i64,
    /// Goods worth this much, in rappen, are delivered free.
    pub free_from: Option<i64>,
}

/// What a buyer enters at checkout. Prices are never part of it: the server's numbers win.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutForm {
    /// Made when the checkout page is shown; the same key sent twice makes one order.
    pub checkout_key: Uuid,
    /// Where the confirmation goes.
    pub email: String,
    /// Where the parcel goes.
    pub address: Address,
    /// The delivery method's code.
    pub delivery_method: String,
    /// The payment method's code, such as `twint`.
    pub payment_method: String,
    /// The total the buyer saw, in rappen: compared, never charged.
    pub seen_total: i64,
    /// What the buyer saw the gift card pay of it, in rappen: compared as well.
    #[serde(default)]
    pub seen_gift_card: i64,
    /// The [`super::seen_lines`] of what the page showed; without it only the total is compared.
    #[serde(default)]
    pub seen_lines: String,
}

/// The checkout page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutView {
    /// What is in the cart.
    pub cart: crate::cart::CartView,
    /// What the buyer entered before; its key is new when nothing was.
    pub form: CheckoutForm,
    /// Ways to pay.
    pub payment_methods: Vec<PaymentMethodView>,
}

/// What happens after an order was placed or a payment retried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedOrder {
    /// The unguessable token of the order's page.
    pub token: String,
    /// Where to send the buyer to pay; without one, the payment could not be created yet and the order's page offers to try again.
    pub pay_at: Option<String>,
}

/// An order as its buyer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderView {
    /// The number for people: `2026-000042`.
    pub number: String,
    /// The unguessable token of this page.
    pub token: String,
    /// Where it stands.
    pub state: OrderState,
    /// The language it was placed in.
    pub language: Language,
    /// Where mails go.
    pub email: String,
    /// Where the parcel goes.
    pub address: Address,
    /// The delivery method's name when it was ordered.
    pub delivery_name: String,
    /// The delivery fee.
    pub delivery_fee: i64,
    /// Sum of the lines.
    pub items_total: i64,
    /// What the voucher took off the lines.
    pub discount_total: i64,
    /// The voucher, as it was.
    pub voucher: Option<UsedVoucher>,
    /// What is paid: goods and delivery, less the discount.
    pub total: i64,
    /// The part of `total` that was paid with a gift card when the order was placed.
    pub gift_card_total: i64,
    /// What was left to pay then: `total` less the gift card.
    pub due: i64,
    /// Tax contained in `total`, per rate.
    pub vat: Vec<VatShare>,
    /// The lines.
    pub lines: Vec<OrderLineView>,
    /// When it was placed.
    pub placed_at: DateTime<Utc>,
    /// Until when stock is held; `None` once it is paid or over.
    pub held_until: Option<DateTime<Utc>>,
    /// The newest payment attempt.
    pub payment: Option<OrderPaymentView>,
    /// What went back to the buyer, or is about to, oldest first.
    pub refunds: Vec<RefundView>,
    /// The states it went through, oldest first.
    pub history: Vec<HistoryView>,
    /// Everything that happened, payments, parcels and returns included, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// Its parcels.
    pub parcels: Vec<ParcelView>,
    /// Its returns.
    pub returns: Vec<ReturnView>,
    /// What the buyer may ask to send back now.
    pub returnable: Vec<Pieces>,
    /// The number of its invoice, once there is one.
    pub invoice: Option<String>,
}

/// A line of an order, frozen when it was placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLineView {
    /// Its place in the order, from 0: parcels and returns name it by this.
    pub position: u32,
    /// The product's name in URLs, for a link back.
    pub product_slug: String,
    /// The product's name then.
    pub name: String,
    /// The chosen options then.
    pub options: String,
    /// Stock keeping unit.
    pub sku: String,
    /// Pieces.
    pub quantity: u32,
    /// The price of one piece.
    pub unit_price: i64,
    /// `unit_price × quantity`.
    pub total: i64,
    /// The main picture then.
    pub picture: Option<PictureView>,
}

/// The newest attempt to pay an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderPaymentView {
    /// Where it stands.
    pub state: PaymentState,
    /// The method's code.
    pub method: String,
    /// Where to go on paying, while that is possible.
    pub pay_at: Option<String>,
    /// Whether the buyer may start a new attempt now.
    pub may_retry: bool,
    /// The ways to pay in which that can be done, the preferred one first; empty when it cannot.
    pub methods: Vec<PaymentMethodView>,
}

/// One thing that happened to an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryView {
    /// The state it led to.
    pub state: OrderState,
    /// When.
    pub at: DateTime<Utc>,
}
