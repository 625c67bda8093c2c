//! An order as staff see it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::OfferedAction;
use crate::{
    address::Address,
    ids::{AccountId, OrderId, PaymentId, VariantId},
    language::Language,
    money::Currency,
    orders::{Happening, OrderLineView, OrderState, ParcelView, ReturnView, UsedVoucher},
    payments::{PaymentState, RefundView},
    vat::VatShare,
};

/// An order with all that belongs to it. Amounts are gross, in rappen, where they have no currency of their own; times are UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderDetail {
    /// Its id.
    pub id: OrderId,
    /// Grows with everything that happens to the order. It is sent along with what staff do, and nothing is done to an order that has moved on.
    pub version: i64,
    /// For people: `2026-000042`.
    pub number: String,
    /// How far it is.
    pub state: OrderState,
    /// The language it was placed in: that of its mails.
    pub language: Language,
    /// Where mails go.
    pub email: String,
    /// Whose it is; none for guests.
    pub account: Option<AccountId>,
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
    /// What it costs: goods and delivery, less the discount.
    pub total: i64,
    /// The part of `total` that a gift card paid.
    pub gift_card_total: i64,
    /// What was left to pay: `total` less the gift card.
    pub due: i64,
    /// Tax contained in `total`, per rate.
    pub vat: Vec<VatShare>,
    /// When it was placed.
    pub placed_at: DateTime<Utc>,
    /// Until when its goods are held; none once it is paid or over.
    pub held_until: Option<DateTime<Utc>>,
    /// The number of its invoice, once there is one.
    pub invoice: Option<String>,
    /// What was ordered.
    pub lines: Vec<LineDetail>,
    /// The attempts to pay it, oldest first; empty for those who may not see payments.
    pub payments: Vec<AttemptDetail>,
    /// What went back, or is about to, oldest first.
    pub refunds: Vec<RefundView>,
    /// Its parcels.
    pub parcels: Vec<ParcelDetail>,
    /// Its returns.
    pub returns: Vec<ReturnView>,
    /// What staff wrote for each other, oldest first.
    pub notes: Vec<NoteView>,
    /// Everything that happened and by whom, oldest first.
    pub timeline: Vec<TimelineRow>,
    /// What the asker may do to it now.
    pub actions: Vec<OfferedAction>,
}

/// A line and how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineDetail {
    /// As it was ordered.
    pub line: OrderLineView,
    /// Which variant it is, for the catalogue and the stock.
    pub variant: VariantId,
    /// What the voucher took off the whole line, in rappen.
    pub discount: i64,
    /// Pieces left to send.
    pub to_ship: u32,
    /// Pieces that the buyer has and that are in no return.
    pub to_return: u32,
    /// Pieces that no refund by line has given money back for.
    pub to_refund: u32,
}

/// An attempt to pay, with the money of it. Amounts are in the minor unit of their currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptDetail {
    /// Its id.
    pub id: PaymentId,
    /// Which gateway, such as `mollie` or `prepayment`.
    pub gateway: String,
    /// Its id there, or the reference that the buyer writes; none until the gateway has answered.
    pub gateway_id: Option<String>,
    /// The method's code.
    pub method: String,
    /// Where it stands.
    pub state: PaymentState,
    /// What was asked for.
    pub amount: i64,
    /// The currency of `amount`.
    pub currency: Currency,
    /// What has arrived, if it has.
    pub received: Option<i64>,
    /// The currency of `received`, `given_back`, `charged_back` and `left`.
    pub received_currency: Currency,
    /// Whether it is the one that pays the order.
    pub pays_order: bool,
    /// What refunds have given back, or are about to.
    pub given_back: i64,
    /// What the buyer's bank took back.
    pub charged_back: i64,
    /// What can still be given back.
    pub left: i64,
    /// Whether staff say when its money is there, because no gateway does.
    pub is_offline: bool,
    /// Why it is in quarantine, or what the gateway refused.
    pub remark: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
}

/// A parcel, with what only staff need to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelDetail {
    /// As the buyer sees it.
    pub parcel: ParcelView,
    /// When the buyer was written to about it; none when that has not been done.
    pub notified_at: Option<DateTime<Utc>>,
}

/// What a member of staff wrote about an order. Buyers never see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteView {
    /// Its id.
    pub id: Uuid,
    /// The text, as it was written.
    pub text: String,
    /// Who wrote it.
    pub who: Who,
    /// When.
    pub at: DateTime<Utc>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineRow {
    /// What.
    pub what: Happening,
    /// Who let it happen.
    pub who: Who,
    /// When.
    pub at: DateTime<Utc>,
}

/// Who let something happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// The one who ordered.
    Buyer,
    /// The payment gateway's word.
    Gateway,
    /// The shop by itself, when it was time.
    Schedule,
    /// Whoever runs the shop's commands on its machine.
    Operator,
    /// A member of staff.
    Staff {
        /// The account.
        account: AccountId,
        /// How colleagues call them; empty for one who is none any more.
        name: String,
    },
}

/// The mail about a parcel as the buyer would get it, to be looked at before it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticePreview {
    /// Of which parcel.
    pub parcel: Uuid,
    /// The order's version that it was made from.
    pub version: i64,
    /// To whom.
    pub recipient: String,
    /// In which language.
    pub language: Language,
    /// The subject.
    pub subject: String,
    /// The text, as programs for mails without pictures show it.
    pub text: String,
    /// When it was sent before; then it is sent again on purpose only.
    pub sent_at: Option<DateTime<Utc>>,
}
