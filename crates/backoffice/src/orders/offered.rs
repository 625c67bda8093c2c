//! Actions behind a line to open.

use domain::{accounts::Proof, backoffice::OfferedAction};
use leptos::prelude::*;
use ui::{LinkButton, Look, button_class};

use super::desk::Desk;
use crate::text::{use_language, use_texts};

/// A line that opens what an action needs, with scripts or without; or the way to the proof that it needs first. It is open where its form was sent
/// last and not accepted.
#[component]
pub fn Offered(
    /// The panel's state.
    desk: Desk,
    /// The action.
    offer: OfferedAction,
    /// Names the form.
    #[prop(into)]
    form: String,
    /// The line's words.
    words: &'static str,
    /// What is behind it.
    children: Children,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    if let Some(proof) = offer.needs {
        let page = format!("/backoffice/orders/{}", desk.screen.with_untracked(|screen| screen.order.id));
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
    let open = desk.answer.entered.with_untracked(|entered| entered.is(&form));
    view! {
        <details class="offered open:w-full" open=open data-testid=form>
            <summary class=button_class(Look::Small)>{words}</summary>
            <div class="mt-3 rounded-sm border border-hairline p-4">{children()}</div>
        </details>
    }
    .into_any()
}
