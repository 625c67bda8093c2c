//! Forms that do something with a card, behind a line to open.

use leptos::prelude::*;
use ui::{Button, Look, button_class};

use crate::orders::Answer;

/// A form.
#[derive(Clone, Debug)]
pub struct CardAct {
    /// Its name.
    pub form: &'static str,
    /// Where it is sent.
    pub action: &'static str,
    /// The line's words.
    pub words: &'static str,
    /// The words of its button.
    pub submit: &'static str,
}

/// The form. It is open where it was sent last and not accepted.
pub fn act(act: CardAct, answer: Answer, fields: impl IntoView + 'static) -> AnyView {
    let CardAct { form, action, words, submit } = act;
    let open = answer.entered.with_untracked(|entered| entered.is(form));
    view! {
        <details class="offered open:w-full" open=open data-testid=form>
            <summary class=button_class(Look::Small)>{words}</summary>
            <form method="post" action=action class="mt-3 grid gap-4 rounded-sm border border-hairline p-4">
                <input type="hidden" name="back" value=move || answer.here.get()/>
                {fields}
                <p><Button look=Look::Small>{submit}</Button></p>
            </form>
        </details>
    }
    .into_any()
}
