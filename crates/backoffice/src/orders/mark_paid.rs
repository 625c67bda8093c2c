//! Money that no gateway watches has arrived.

use domain::{backoffice::OfferedAction, ids::PaymentId};
use leptos::prelude::*;
use ui::{Look, TextField};

use super::{
    act::{Act, act},
    desk::Desk,
    offered::Offered,
    server_fns::MarkPaid as MarkPaidCall,
};
use crate::text::use_texts;

/// The form's name.
const FORM: &str = "mark-paid";

/// What the bank's statement says.
#[component]
pub fn MarkPaid(
    /// The panel's state.
    desk: Desk,
    /// The action.
    offer: OfferedAction,
    /// Which attempt.
    payment: PaymentId,
    /// What was asked for, in rappen.
    amount: i64,
) -> impl IntoView {
    let t = use_texts();
    let form = Act { form: FORM.to_owned(), done: "paid", submit: t.money.mark_paid_submit, keeps: &["amount"], look: Look::SmallMain };
    let asked = format!("{}.{:02}", amount / 100, amount % 100);
    let fields = view! {
        <input type="hidden" name="payment" value=payment.to_string()/>
        <p class="text-sm">{t.money.mark_paid_text}</p>
        <TextField
            id="mark-paid-amount"
            name="amount"
            label=t.money.amount
            value=desk.value(FORM, "amount", asked)
            autocomplete="off"
            inputmode="decimal"
            most=20
            error=desk.error(FORM, "amount", t.money.amount)
        />
    };
    view! { <Offered desk offer form=FORM words=t.money.mark_paid>{act::<MarkPaidCall>(desk, form, fields)}</Offered> }
}
