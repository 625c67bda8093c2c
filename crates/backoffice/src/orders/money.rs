//! The money of an order: what it costs, each attempt to pay it, and what went back.

use domain::{
    backoffice::{AttemptDetail, OfferedAction, OrderAction, OrderDetail},
    money::{Currency, Money as Amount},
    payments::{PREPAYMENT, RefundView, Review as Decision, brand},
};
use leptos::prelude::*;
use ui::Badge;

use super::{
    desk::{Desk, offered},
    mark_paid::MarkPaid,
    refund::Refund,
    review::Review,
    words::{payment_words, reason_words, refund_words},
};
use crate::{
    text::{Texts, use_texts},
    time::moment,
};

/// Totals, attempts, refunds. Attempts are there for those who may see payments.
#[component]
pub fn Money(
    /// The panel's state.
    desk: Desk,
    /// The order.
    order: OrderDetail,
) -> impl IntoView {
    let t = use_texts();
    let attempts =
        order.payments.iter().map(|attempt| view! { <Attempt desk attempt=attempt.clone() order=order.clone()/> }).collect_view();
    let refunds = order.refunds.iter().map(|refund| view! { <Refunded refund=refund.clone()/> }).collect_view();
    view! {
        <section aria-labelledby="money" class="grid gap-3">
            <h3 id="money" class="text-base font-medium">{t.money.title}</h3>
            <Totals order=order.clone()/>
            <ul class="grid gap-3 empty:hidden" data-testid="payments">{attempts}</ul>
            <ul class="divide-y divide-hairline border-y border-hairline empty:hidden" data-testid="refunds">{refunds}</ul>
        </section>
    }
}

#[component]
fn Totals(order: OrderDetail) -> impl IntoView {
    let t = use_texts();
    let OrderDetail { items_total, discount_total, delivery_fee, total, gift_card_total, due, invoice, voucher, .. } = order;
    let discount = voucher.map_or_else(|| t.money.discount.to_owned(), |voucher| t.money.voucher(&voucher.code));
    let line = |words: String, amount: i64, strong: bool| {
        let class = if strong { "flex justify-between gap-6 font-medium" } else { "flex justify-between gap-6" };
        view! { <div class=class><dt>{words}</dt><dd class="tabular-nums">{Amount::rappen(amount).to_string()}</dd></div> }
    };
    view! {
        <dl class="grid gap-1 text-sm">
            {line(t.money.items.to_owned(), items_total, false)}
            {(discount_total != 0).then(|| line(discount, -discount_total, false))}
            {line(t.money.delivery.to_owned(), delivery_fee, false)}
            {line(t.money.total.to_owned(), total, true)}
            {(gift_card_total != 0).then(|| line(t.money.gift_card.to_owned(), -gift_card_total, false))}
            {(gift_card_total != 0).then(|| line(t.money.due.to_owned(), due, true))}
        </dl>
        {invoice.map(|invoice| view! { <p class="text-sm text-muted tabular-nums">{t.money.invoice(&invoice)}</p> })}
    }
}

#[component]
fn Attempt(desk: Desk, attempt: AttemptDetail, order: OrderDetail) -> impl IntoView {
    let t = use_texts();
    let (state, tone) = payment_words(t, attempt.state);
    let AttemptDetail {
        id,
        gateway,
        gateway_id,
        method,
        amount,
        currency,
        received,
        received_currency,
        given_back,
        charged_back,
        left,
        ..
    } = attempt;
    let through = (method != gateway).then(|| view! { <span class="font-normal text-muted">" · " {brand(&gateway).to_owned()}</span> });
    let figure = |words: &'static str, minor: i64, currency: Currency| {
        view! {
            <div class="flex justify-between gap-6">
                <dt class="text-muted">{words}</dt>
                <dd class="tabular-nums">{Amount { minor, currency }.to_string()}</dd>
            </div>
        }
    };
    let of_this = |wanted: fn(OrderAction) -> Option<domain::ids::PaymentId>| offered(&order.actions, |action| wanted(action) == Some(id));
    let mark: Option<OfferedAction> = of_this(|action| match action {
        OrderAction::MarkPaid { payment } => Some(payment),
        _ => None,
    });
    let refund: Option<OfferedAction> = of_this(|action| match action {
        OrderAction::Refund { payment, .. } => Some(payment),
        _ => None,
    });
    let review = |offer: OfferedAction| {
        let decision = match offer.action {
            OrderAction::AcceptPayment { payment } if payment == id => Decision::Accept,
            OrderAction::ReturnPayment { payment } if payment == id => Decision::GiveBack,
            _ => return None,
        };
        Some(view! { <Review desk offer payment=id decision/> })
    };
    let reviews = order.actions.iter().copied().filter_map(review).collect_view();
    view! {
        <li class="grid gap-3 rounded-sm border border-hairline p-4 text-sm" data-state=attempt.state.code()>
            <div class="flex flex-wrap items-center justify-between gap-3">
                <h4 class="font-medium">{method_words(t, &method)} {through}</h4>
                <Badge tone>{state}</Badge>
            </div>
            <dl class="grid gap-1">
                {figure(t.money.asked, amount, currency)}
                {received.map(|received| figure(t.money.received, received, received_currency))}
                {(given_back != 0).then(|| figure(t.money.given_back, given_back, received_currency))}
                {(charged_back != 0).then(|| figure(t.money.charged_back, charged_back, received_currency))}
                {received.map(|_| figure(t.money.left, left, received_currency))}
            </dl>
            <p class="text-xs break-all text-muted tabular-nums">{moment(attempt.changed_at)} " " {gateway_id}</p>
            {(!attempt.remark.is_empty()).then(|| view! { <p class="text-warn">{attempt.remark.clone()}</p> })}
            <div class="flex flex-wrap gap-3 empty:hidden">{reviews}</div>
            {mark.map(|offer| view! { <MarkPaid desk offer payment=id amount/> })}
            {refund.map(|offer| view! { <Refund desk offer payment=id left=Amount { minor: left, currency: received_currency } lines=order.lines.clone()/> })}
        </li>
    }
}

#[component]
fn Refunded(refund: RefundView) -> impl IntoView {
    let t = use_texts();
    let (state, tone) = refund_words(t, refund.state);
    let amount = Amount { minor: refund.amount, currency: refund.currency };
    view! {
        <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2 text-sm" data-state=refund.state.code()>
            <span>
                <span class="font-medium tabular-nums">{amount.to_string()}</span> " " {reason_words(t, refund.reason)}
                <span class="block text-xs text-muted tabular-nums">{moment(refund.changed_at)}</span>
            </span>
            <Badge tone>{state}</Badge>
        </li>
    }
}

/// A method's name for staff.
fn method_words(t: &'static Texts, code: &str) -> String {
    if code == PREPAYMENT { t.money.prepayment } else { brand(code) }.to_owned()
}
