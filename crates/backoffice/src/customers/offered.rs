//! Acts behind a line to open.

use domain::{
    accounts::Proof,
    backoffice::{CustomerAct, CustomerDetail, OfferedCustomerAct},
};
use leptos::prelude::*;
use ui::{LinkButton, Look, button_class};

use super::{desk::CustomerDesk, query::TABLE};
use crate::text::{use_language, use_texts};

/// An act that is offered, if it is.
pub fn offered(customer: &CustomerDetail, act: CustomerAct) -> Option<OfferedCustomerAct> {
    customer.offered.iter().copied().find(|offered| offered.act == act)
}

/// A line that opens what an act needs, with scripts or without; or the way to the proof that it needs first. It is open where its form was sent last and
/// not accepted.
#[component]
pub fn Offered(
    /// The panel's state.
    desk: CustomerDesk,
    /// The act.
    offer: OfferedCustomerAct,
    /// Names the form.
    form: &'static str,
    /// The line's words.
    words: &'static str,
    /// What is behind it.
    children: Children,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    if let Some(proof) = offer.needs {
        let page = format!("{TABLE}/{}", desk.screen.with_untracked(|screen| screen.customer.id));
        let href = match proof {
            Proof::StepUp => format!("/{language}/account/step-up?to={page}"),
            Proof::SecondFactor => format!("/{language}/account/second-factors/codes"),
        };
        return view! {
            <div class="text-sm" data-testid=form>
                <LinkButton href look=Look::Small external=true>{words}</LinkButton>
                <p class="mt-1 text-xs text-muted">{t.order.prove_first}</p>
            </div>
        }
        .into_any();
    }
    let open = desk.answer.entered.with_untracked(|entered| entered.is(form));
    view! {
        <details class="offered open:w-full" open=open data-testid=form>
            <summary class=button_class(Look::Small)>{words}</summary>
            <div class="mt-3 rounded-sm border border-hairline p-4">{children()}</div>
        </details>
    }
    .into_any()
}
