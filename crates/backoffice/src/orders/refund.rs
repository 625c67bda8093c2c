//! Giving money back: all of it, an amount, or what pieces cost.

use domain::{
    backoffice::{LineDetail, OfferedAction},
    ids::PaymentId,
    money::Money,
    orders::quantity_field,
    payments::RefundReason,
};
use leptos::prelude::*;
use ui::{CountField, Look, SelectField, TextField};

use super::{
    act::{Act, act},
    desk::Desk,
    offered::Offered,
    server_fns::RefundOrder,
    words::reason_words,
};
use crate::text::{Texts, use_texts};

/// The form's name.
const FORM: &str = "refund";
/// Why staff give money back. The other reasons are the shop's own and the gateway's.
const REASONS: [RefundReason; 3] = [RefundReason::Return, RefundReason::Undeliverable, RefundReason::Goodwill];

/// How much, and why.
#[component]
pub fn Refund(
    /// The panel's state.
    desk: Desk,
    /// The action.
    offer: OfferedAction,
    /// Of which attempt.
    payment: PaymentId,
    /// At most this much.
    left: Money,
    /// The order's lines.
    lines: Vec<LineDetail>,
) -> impl IntoView {
    let t = use_texts();
    let form = Act {
        form: FORM.to_owned(),
        done: "refunded",
        submit: t.refund.submit,
        keeps: &["money[what]", "money[amount]", "money[reason]", "money[remark]"],
        look: Look::SmallMain,
    };
    let mut reasons = vec![("", t.refund.choose_reason)];
    reasons.extend(REASONS.map(|reason| (reason.code(), reason_words(t, reason))));
    let rows = lines.into_iter().filter(|line| line.to_refund > 0).enumerate().map(|(index, line)| view! { <Row desk index line/> });
    let rows: Vec<_> = rows.collect();
    let has_lines = !rows.is_empty();
    let fields = view! {
        <input type="hidden" name="payment" value=payment.to_string()/>
        <div class="choices grid gap-3">
            <Choices desk left has_lines/>
            <div class="if-amount">
                <TextField
                    id="refund-amount"
                    name="money[amount]"
                    label=t.money.amount
                    value=desk.value(FORM, "amount", "")
                    autocomplete="off"
                    inputmode="decimal"
                    most=20
                    error=desk.error(FORM, "amount", t.money.amount)
                />
            </div>
            <ul class="if-lines divide-y divide-hairline border-y border-hairline">{rows}</ul>
        </div>
        <SelectField
            id="refund-reason"
            name="money[reason]"
            label=t.refund.reason
            options=reasons
            value=desk.value(FORM, "reason", "")
            error=desk.error(FORM, "reason", t.refund.reason)
        />
        <TextField
            id="refund-remark"
            name="money[remark]"
            label=t.refund.remark
            value=desk.value(FORM, "remark", "")
            autocomplete="off"
            most=200
            optional=t.field.optional
            error=desk.error(FORM, "remark", t.refund.remark)
        />
        <p class="text-sm text-muted">{t.refund.text}</p>
    };
    view! { <Offered desk offer form=FORM words=t.refund.title>{act::<RefundOrder>(desk, form, fields)}</Offered> }
}

/// How much: radio buttons, of which the last ones open a field.
#[component]
fn Choices(desk: Desk, left: Money, has_lines: bool) -> impl IntoView {
    let t: &'static Texts = use_texts();
    let chosen = desk.value(FORM, "what", "all");
    let choice = move |value: &'static str, words: String| {
        let checked = chosen == value;
        view! {
            <label class="flex min-h-9 cursor-pointer items-center gap-3 text-sm">
                <input type="radio" name="money[what]" value=value checked=checked class="radio shrink-0"/>
                {words}
            </label>
        }
    };
    view! {
        <fieldset class="min-w-0">
            <legend class="text-sm font-medium">{t.refund.how_much}</legend>
            {choice("all", t.refund.all(&left.to_string()))}
            {has_lines.then(|| choice("lines", t.refund.lines.to_owned()))}
            {choice("amount", t.refund.an_amount.to_owned())}
        </fieldset>
    }
}

#[component]
fn Row(desk: Desk, index: usize, line: LineDetail) -> impl IntoView {
    let t = use_texts();
    let LineDetail { line, to_refund, .. } = line;
    let position = line.position.to_string();
    view! {
        <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-2">
            <span class="min-w-0 flex-1 text-sm">{line.name.clone()} <span class="block text-xs text-muted">{line.options}</span></span>
            <input type="hidden" name=format!("money[pieces][{index}][position]") value=position.clone()/>
            <CountField
                id=format!("refund-{}", quantity_field(&position))
                name=format!("money[pieces][{index}][quantity]")
                label=t.parcel.pieces_of(&line.name)
                value="0"
                most=to_refund
                error=desk.error(FORM, quantity_field(&position), line.name)
            />
        </li>
    }
}
