//! A payment in quarantine: it pays the order after all, or goes back.

use domain::{backoffice::OfferedAction, ids::PaymentId, payments::Review as Decision};
use leptos::prelude::*;
use ui::{Look, TextField};

use super::{
    act::{Act, act},
    desk::Desk,
    offered::Offered,
    server_fns::ReviewPayment,
};
use crate::text::use_texts;

/// The name of a decision's form.
pub fn form(decision: Decision, payment: PaymentId) -> String {
    match decision {
        Decision::Accept => format!("accept-{payment}"),
        Decision::GiveBack => format!("give-back-{payment}"),
    }
}

/// One of the two decisions.
#[component]
pub fn Review(
    /// The panel's state.
    desk: Desk,
    /// The action.
    offer: OfferedAction,
    /// Which attempt.
    payment: PaymentId,
    /// What becomes of it.
    decision: Decision,
) -> impl IntoView {
    let t = use_texts();
    let (code, title, text, submit) = match decision {
        Decision::Accept => ("accept", t.money.accept, t.money.accept_text, t.money.accept_submit),
        Decision::GiveBack => ("give_back", t.money.give_back, t.money.give_back_text, t.money.give_back_submit),
    };
    let name = form(decision, payment);
    let fields = view! {
        <input type="hidden" name="payment" value=payment.to_string()/>
        <input type="hidden" name="decision" value=code/>
        <p class="text-sm">{text}</p>
        <TextField
            id=format!("{name}-remark")
            name="remark"
            label=t.refund.remark
            value=desk.value(&name, "remark", "")
            autocomplete="off"
            most=500
            optional=t.field.optional
            error=desk.error(name.clone(), "remark", t.refund.remark)
        />
    };
    let form = Act { form: name.clone(), done: "reviewed", submit, keeps: &["remark"], look: Look::SmallMain };
    view! { <Offered desk offer form=name words=title>{act::<ReviewPayment>(desk, form, fields)}</Offered> }
}
