//! Everything that happened, oldest first.

use domain::{
    orders::{Happening, OrderState, ParcelState, ReturnState},
    payments::{PaymentState, RefundState},
};
use leptos::prelude::*;

use super::OrderContent;
use crate::text::{Texts, use_texts};

/// The list, with a time for each line.
#[component]
pub fn Timeline(
    /// The order.
    order: OrderContent,
) -> impl IntoView {
    let t = use_texts();
    let lines = order
        .timeline
        .into_iter()
        .map(|(what, at)| {
            view! {
                <li class="flex gap-6 py-3 text-sm">
                    <span class="w-36 shrink-0 text-muted tabular-nums">{at}</span>
                    <span class="min-w-0">{happening_words(t, what)}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="mt-16" aria-labelledby="history">
            <h2 id="history" class="mb-3 text-lg font-medium">{t.order.history}</h2>
            <ol class="divide-y divide-hairline border-y border-hairline" data-testid="timeline">{lines}</ol>
            <p class="mt-6 max-w-prose text-sm text-muted">{t.order.keep_link}</p>
        </section>
    }
}

fn happening_words(t: &'static Texts, what: Happening) -> String {
    match what {
        Happening::Order(state) => order_words(t, state).to_owned(),
        Happening::Payment(state) => payment_words(t, state).to_owned(),
        Happening::Refund { amount, state } => refund_words(t, &amount.to_string(), state),
        Happening::Parcel { number, state } => format!("{}: {}", t.parcels.number(&number.to_string()), parcel_words(t, state)),
        Happening::Return { number, state } => format!("{}: {}", t.returns.number(&number.to_string()), return_words(t, state)),
    }
}

/// Where an order stands, in words.
pub const fn order_words(t: &'static Texts, state: OrderState) -> &'static str {
    match state {
        OrderState::Pending => t.order.state_pending,
        OrderState::AwaitingPayment => t.order.state_awaiting_payment,
        OrderState::Paid => t.order.state_paid,
        OrderState::Shipped => t.order.state_shipped,
        OrderState::Delivered => t.order.state_delivered,
        OrderState::Cancelled => t.order.state_cancelled,
        OrderState::Expired => t.order.state_expired,
        OrderState::Refunded => t.order.state_refunded,
    }
}

const fn payment_words(t: &'static Texts, state: PaymentState) -> &'static str {
    match state {
        PaymentState::Failed => t.order.attempt_failed,
        PaymentState::Canceled => t.order.attempt_canceled,
        PaymentState::Expired => t.order.attempt_expired,
        PaymentState::Quarantined => t.order.attempt_quarantined,
        PaymentState::Created | PaymentState::Open | PaymentState::Pending | PaymentState::Authorized => t.order.attempt_open,
        PaymentState::Paid => t.order.state_paid,
    }
}

fn refund_words(t: &'static Texts, amount: &str, state: RefundState) -> String {
    match state {
        RefundState::Requested | RefundState::Queued | RefundState::Pending => t.order.refund_begun(amount),
        RefundState::Processing | RefundState::Refunded => t.order.refund_sent(amount),
        RefundState::Failed | RefundState::Canceled => t.order.refund_failed(amount),
    }
}

/// Where a parcel stands, in words.
pub const fn parcel_words(t: &'static Texts, state: ParcelState) -> &'static str {
    match state {
        ParcelState::Packed => t.parcels.state_packed,
        ParcelState::HandedOver => t.parcels.state_handed_over,
        ParcelState::Delivered => t.parcels.state_delivered,
        ParcelState::Lost => t.parcels.state_lost,
        ParcelState::Returned => t.parcels.state_returned,
    }
}

/// Where a return stands, in words.
pub const fn return_words(t: &'static Texts, state: ReturnState) -> &'static str {
    match state {
        ReturnState::Requested => t.returns.state_requested,
        ReturnState::Accepted => t.returns.state_accepted,
        ReturnState::Refused => t.returns.state_refused,
        ReturnState::Received => t.returns.state_received,
        ReturnState::Closed => t.returns.state_closed,
    }
}
