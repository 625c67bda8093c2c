//! What staff send. Each request names the version of the order that its screen showed, and a key that its form made: the same key sent twice is one act.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    ids::{OrderId, PaymentId},
    orders::{Pieces, TrackingForm},
    payments::{RefundReason, Review},
};

/// Longest note, in characters.
pub const LONGEST_NOTE: usize = 2_000;

/// Most orders of one [`BulkShipRequest`].
pub const MOST_AT_ONCE: usize = 100;

/// A parcel is given to the carrier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShipRequest {
    /// Which order.
    pub order: OrderId,
    /// The version that the screen showed.
    pub version: i64,
    /// Made by the form.
    pub key: Uuid,
    /// What is in the parcel; empty for all that is left.
    #[serde(default)]
    pub pieces: Vec<Pieces>,
    /// The carrier and its number; both may be empty.
    #[serde(default)]
    pub tracking: TrackingForm,
    /// Whether the buyer gets a mail now.
    #[serde(default)]
    pub notify: bool,
}

/// All that is left of several orders is given to the carrier, each order in a parcel of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkShipRequest {
    /// Which orders, [`MOST_AT_ONCE`] at most.
    pub orders: Vec<BulkOrder>,
    /// Whether buyers get a mail now.
    #[serde(default)]
    pub notify: bool,
}

/// One of several orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkOrder {
    /// Which order.
    pub order: OrderId,
    /// The version that the screen showed.
    pub version: i64,
    /// Made by the form, one for each order.
    pub key: Uuid,
}

/// What became of one of several orders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkOutcome {
    /// Which order.
    pub order: OrderId,
    /// Its number for people; empty without such an order.
    pub number: String,
    /// Why it was not done; none where it was.
    pub failure: Option<crate::failure::Failure>,
}

/// The buyer is told of a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotifyRequest {
    /// Which order.
    pub order: OrderId,
    /// The version that the [`super::NoticePreview`] was made from.
    pub version: i64,
    /// Which parcel.
    pub parcel: Uuid,
    /// Made by the form.
    pub key: Uuid,
    /// Whether it is sent although it was sent before: a decision of its own, never the first one.
    #[serde(default)]
    pub again: bool,
}

/// An order is called off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelRequest {
    /// Which order.
    pub order: OrderId,
    /// The version that the screen showed.
    pub version: i64,
}

/// Money is given back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundRequest {
    /// Which order.
    pub order: OrderId,
    /// The version that the screen showed.
    pub version: i64,
    /// Made by the form.
    pub key: Uuid,
    /// Of which attempt to pay.
    pub payment: PaymentId,
    /// How much.
    pub what: RefundWhat,
    /// Why.
    pub reason: RefundReason,
    /// For colleagues; the buyer does not see it.
    #[serde(default)]
    pub remark: String,
}

/// How much is given back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundWhat {
    /// All that is left. Goods of an order that was never sent are for sale again.
    All,
    /// An amount, in the minor unit of what has arrived.
    Amount(i64),
    /// What the buyer paid for these pieces, after discount and without delivery.
    Lines(Vec<Pieces>),
}

/// The money of an attempt that no gateway watches has arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkPaidRequest {
    /// Which order.
    pub order: OrderId,
    /// The version that the screen showed.
    pub version: i64,
    /// Made by the form.
    pub key: Uuid,
    /// Which attempt to pay.
    pub payment: PaymentId,
    /// What the bank's statement says, in rappen. Another amount than was asked for leads into quarantine.
    pub amount: i64,
}

/// A payment is led out of quarantine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewRequest {
    /// Which order.
    pub order: OrderId,
    /// The version that the screen showed.
    pub version: i64,
    /// Which attempt to pay.
    pub payment: PaymentId,
    /// What becomes of it.
    pub decision: Review,
    /// For colleagues.
    #[serde(default)]
    pub remark: String,
}

/// Something happens to a parcel that is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelRequest {
    /// Which order.
    pub order: OrderId,
    /// The version that the screen showed.
    pub version: i64,
    /// Which parcel.
    pub parcel: Uuid,
    /// What.
    pub step: ParcelStep,
}

/// What happens to a parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParcelStep {
    /// It arrived, is lost, or came back.
    Report(crate::orders::ParcelEvent),
    /// Its carrier or number was written down wrongly.
    CorrectTracking(TrackingForm),
}

/// Something happens to a return.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnStepRequest {
    /// Which order.
    pub order: OrderId,
    /// The version that the screen showed.
    pub version: i64,
    /// Which return.
    pub goods: Uuid,
    /// What.
    pub step: ReturnStep,
}

/// What happens to a return.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnStep {
    /// Staff agree, with words for the buyer if there are any.
    Accept(String),
    /// Staff decline, with words for the buyer.
    Refuse(String),
    /// The goods are here.
    Receive {
        /// Whether they are for sale again.
        restock: bool,
    },
    /// The matter is settled.
    Close,
}

/// A note for colleagues. Nothing is overwritten by it, so it is not tied to a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteRequest {
    /// Which order.
    pub order: OrderId,
    /// Made by the form; it becomes the note's id.
    pub key: Uuid,
    /// The text, [`LONGEST_NOTE`] characters at most.
    pub text: String,
}
