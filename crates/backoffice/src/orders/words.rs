//! What happens to orders, in words.

use domain::{
    backoffice::Who,
    orders::{Carrier, Happening, OrderState, ParcelState, ReturnReason, ReturnState},
    payments::{PaymentState, RefundReason, RefundState},
};
use ui::Tone;

use crate::text::Texts;

/// Where an order stands, with the colour of it.
pub const fn state_words(t: &'static Texts, state: OrderState) -> (&'static str, Tone) {
    match state {
        OrderState::Pending => (t.state.pending, Tone::Quiet),
        OrderState::AwaitingPayment => (t.state.awaiting_payment, Tone::Quiet),
        OrderState::Paid => (t.state.paid, Tone::Warn),
        OrderState::Shipped => (t.state.shipped, Tone::Good),
        OrderState::Delivered => (t.state.delivered, Tone::Good),
        OrderState::Cancelled => (t.state.cancelled, Tone::Quiet),
        OrderState::Expired => (t.state.expired, Tone::Quiet),
        OrderState::Refunded => (t.state.refunded, Tone::Quiet),
    }
}

/// Where a payment stands.
pub const fn payment_words(t: &'static Texts, state: PaymentState) -> (&'static str, Tone) {
    match state {
        PaymentState::Created => (t.payment.created, Tone::Quiet),
        PaymentState::Open => (t.payment.open, Tone::Quiet),
        PaymentState::Pending => (t.payment.pending, Tone::Quiet),
        PaymentState::Authorized => (t.payment.authorized, Tone::Quiet),
        PaymentState::Paid => (t.payment.paid, Tone::Good),
        PaymentState::Canceled => (t.payment.canceled, Tone::Quiet),
        PaymentState::Expired => (t.payment.expired, Tone::Quiet),
        PaymentState::Failed => (t.payment.failed, Tone::Bad),
        PaymentState::Quarantined => (t.payment.quarantined, Tone::Bad),
    }
}

/// Where a refund stands.
pub const fn refund_words(t: &'static Texts, state: RefundState) -> (&'static str, Tone) {
    match state {
        RefundState::Requested => (t.refund.requested, Tone::Quiet),
        RefundState::Queued => (t.refund.queued, Tone::Quiet),
        RefundState::Pending => (t.refund.pending, Tone::Quiet),
        RefundState::Processing => (t.refund.processing, Tone::Quiet),
        RefundState::Refunded => (t.refund.refunded, Tone::Good),
        RefundState::Failed => (t.refund.failed, Tone::Bad),
        RefundState::Canceled => (t.refund.canceled, Tone::Quiet),
    }
}

/// Why money goes back.
pub const fn reason_words(t: &'static Texts, reason: RefundReason) -> &'static str {
    match reason {
        RefundReason::PaidTooLate => t.refund.reason_paid_too_late,
        RefundReason::PaidAfterCancel => t.refund.reason_paid_after_cancel,
        RefundReason::PaidTwice => t.refund.reason_paid_twice,
        RefundReason::WrongAmount => t.refund.reason_wrong_amount,
        RefundReason::Return => t.refund.reason_return,
        RefundReason::Undeliverable => t.refund.reason_undeliverable,
        RefundReason::Goodwill => t.refund.reason_goodwill,
        RefundReason::AtGateway => t.refund.reason_at_gateway,
    }
}

/// Where a parcel stands.
pub const fn parcel_words(t: &'static Texts, state: ParcelState) -> (&'static str, Tone) {
    match state {
        ParcelState::Packed => (t.parcel.packed, Tone::Quiet),
        ParcelState::HandedOver => (t.parcel.handed_over, Tone::Quiet),
        ParcelState::Delivered => (t.parcel.delivered, Tone::Good),
        ParcelState::Lost => (t.parcel.lost, Tone::Bad),
        ParcelState::Returned => (t.parcel.returned, Tone::Warn),
    }
}

/// Where a return stands.
pub const fn return_words(t: &'static Texts, state: ReturnState) -> (&'static str, Tone) {
    match state {
        ReturnState::Requested => (t.returns.requested, Tone::Warn),
        ReturnState::Accepted => (t.returns.accepted, Tone::Quiet),
        ReturnState::Refused => (t.returns.refused, Tone::Quiet),
        ReturnState::Received => (t.returns.received, Tone::Warn),
        ReturnState::Closed => (t.returns.closed, Tone::Good),
    }
}

/// Why goods go back.
pub const fn return_reason_words(t: &'static Texts, reason: ReturnReason) -> &'static str {
    match reason {
        ReturnReason::NotAsExpected => t.returns.reason_not_as_expected,
        ReturnReason::DoesNotFit => t.returns.reason_does_not_fit,
        ReturnReason::Damaged => t.returns.reason_damaged,
        ReturnReason::WrongItem => t.returns.reason_wrong_item,
        ReturnReason::ChangedMind => t.returns.reason_changed_mind,
        ReturnReason::Other => t.returns.reason_other,
    }
}

/// Who brings a parcel.
pub const fn carrier_words(t: &'static Texts, carrier: Carrier) -> &'static str {
    match carrier {
        Carrier::SwissPost => t.parcel.swiss_post,
        Carrier::Dhl => t.parcel.dhl,
        Carrier::Other => t.parcel.other_carrier,
    }
}

/// What happened.
pub fn happening_words(t: &'static Texts, what: Happening) -> String {
    match what {
        Happening::Order(state) => state_words(t, state).0.to_owned(),
        Happening::Payment(state) => t.order.what_payment(payment_words(t, state).0),
        Happening::Refund { state, amount } => t.order.what_refund(&amount.to_string(), refund_words(t, state).0),
        Happening::Parcel { number, state } => t.order.what_parcel(&number.to_string(), parcel_words(t, state).0),
        Happening::Return { number, state } => t.order.what_return(&number.to_string(), return_words(t, state).0),
    }
}

/// Who let something happen.
pub fn staff_name(t: &'static Texts, who: &Who) -> String {
    match who {
        Who::Buyer => t.who.buyer.to_owned(),
        Who::Gateway => t.who.gateway.to_owned(),
        Who::Schedule => t.who.schedule.to_owned(),
        Who::Operator => t.who.operator.to_owned(),
        Who::Staff { name, .. } if name.is_empty() => t.who.former.to_owned(),
        Who::Staff { name, .. } => name.clone(),
    }
}
