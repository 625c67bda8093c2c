//! Where an order stands, and what its buyer can do.

use domain::orders::OrderEvent;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Icon, LinkButton, Look, Shape};

use super::{
    OrderContent,
    again::Again,
    cancel::Cancel,
    desk::{Desk, Step},
    retry::Retry,
    server_fns::{ConfirmDelivery, confirm_delivery},
    situation::Situation,
};
use crate::text::{Texts, use_language, use_texts};

/// The heading, a sentence, and the next step.
#[component]
pub fn Status(
    /// The page's state.
    desk: Desk,
    /// The order.
    order: OrderContent,
) -> impl IntoView {
    let t = use_texts();
    let situation = Situation::of(order.state, order.payment.as_ref());
    let (title, text) = say(t, situation, &order);
    let (shape, class) = sign(situation);
    // Whoever was charged gets an answer about the money first.
    let may_cancel = order.state.allows(OrderEvent::Cancel) && situation != Situation::UnderReview;
    let held = order.held_until.as_ref().filter(|_| situation != Situation::AwaitingTransfer).map(|time| {
        view! {
            <p class="mt-6 flex items-center gap-3 text-sm" data-testid="held">
                <Icon shape=Shape::Clock class="size-5 shrink-0"/>
                {t.order.held_until(time)}
            </p>
        }
    });
    view! {
        <div class=format!("mb-6 grid size-12 place-items-center rounded-full {class}")>
            <Icon shape=shape/>
        </div>
        <h1 class="text-xl font-medium text-balance md:text-2xl" data-testid="order-state" data-state=order.state.code()>{title}</h1>
        <p class="mt-4 max-w-prose text-lg text-muted">{text}</p>
        {held}
        <div class="mt-8">
            <NextStep desk order=order.clone() situation/>
            {may_cancel.then(|| view! { <Cancel desk/> })}
        </div>
    }
}

#[component]
fn NextStep(desk: Desk, order: OrderContent, situation: Situation) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let payment = order.payment.clone();
    let may_retry = payment.as_ref().is_none_or(|payment| payment.may_retry);
    match situation {
        Situation::Waiting => {
            let pay_at = payment.and_then(|payment| payment.pay_at);
            let look = if pay_at.is_some() { Look::Quiet } else { Look::Main };
            view! {
                <div class="flex flex-wrap gap-4">
                    {pay_at.map(|address| view! { <LinkButton href=address external=true>{t.order.go_on_paying}</LinkButton> })}
                    <LinkButton href=format!("/{language}/orders/{}/return", order.token) look=look external=true>{t.order.check_again}</LinkButton>
                </div>
            }
            .into_any()
        }
        Situation::AwaitingTransfer => {
            let slip = format!("/{language}/orders/{}/payment-slip.pdf", order.token);
            view! { <LinkButton href=slip external=true>{t.order.open_slip}</LinkButton> }.into_any()
        }
        Situation::NotStarted | Situation::Failed | Situation::Canceled | Situation::Lapsed if may_retry => {
            view! { <Retry desk order/> }.into_any()
        }
        Situation::UnderReview => ().into_any(),
        Situation::Shipped if order.state.allows(OrderEvent::ConfirmDelivery) => view! {
            <p class="mb-4 max-w-prose text-sm text-muted">{t.order.confirm_hint}</p>
            <Step desk action=ConfirmDelivery::url() call=|language, token| Box::pin(confirm_delivery(language, token))>{t.order.confirm}</Step>
        }
        .into_any(),
        Situation::Expired | Situation::Cancelled => view! { <Again desk/> }.into_any(),
        _ => view! { <LinkButton href=format!("/{language}") look=Look::Quiet>{t.order.shop_again}</LinkButton> }.into_any(),
    }
}

fn say(t: &'static Texts, situation: Situation, order: &OrderContent) -> (String, String) {
    let first_name = order.address.name.split(' ').next().unwrap_or_default();
    let paid = |text: &str| (t.order.thanks(first_name), text.to_owned());
    let plain = |title: &str, text: &str| (title.to_owned(), text.to_owned());
    match situation {
        Situation::Waiting => plain(t.order.pending_title, t.order.pending_text),
        Situation::AwaitingTransfer => (t.order.thanks(first_name), t.order.transfer_text(order.held_day.as_deref().unwrap_or_default())),
        Situation::NotStarted => plain(t.order.not_started_title, t.order.retry_text),
        Situation::Failed => plain(t.order.failed_title, t.order.retry_text),
        Situation::Canceled => plain(t.order.canceled_title, t.order.retry_text),
        Situation::Lapsed => plain(t.order.lapsed_title, t.order.retry_text),
        Situation::UnderReview => plain(t.order.review_title, t.order.review_text),
        Situation::Paid if order.parcels.is_empty() => paid(&t.order.paid_text(&order.email)),
        Situation::Paid => paid(t.order.partly_shipped_text),
        Situation::Shipped => paid(t.order.shipped_text),
        Situation::Delivered => paid(t.order.delivered_text),
        Situation::Cancelled => plain(t.order.cancelled_title, t.order.cancelled_text),
        Situation::Expired => plain(t.order.expired_title, t.order.expired_text),
        Situation::Refunded => plain(t.order.state_refunded, t.order.refunded_text),
    }
}

const fn sign(situation: Situation) -> (Shape, &'static str) {
    match situation {
        Situation::Paid | Situation::Shipped | Situation::Delivered => (Shape::Check, "bg-good-soft text-good"),
        Situation::Waiting | Situation::AwaitingTransfer | Situation::UnderReview => (Shape::Clock, "bg-faint text-ink"),
        Situation::Refunded => (Shape::Back, "bg-faint text-ink"),
        Situation::NotStarted | Situation::Failed | Situation::Canceled | Situation::Lapsed | Situation::Cancelled | Situation::Expired => {
            (Shape::Alert, "bg-warn-soft text-warn")
        }
    }
}
