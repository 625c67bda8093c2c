//! One choice among several that need a line of explanation.

use leptos::prelude::*;

use crate::RadioCard;

/// One of the choices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RadioChoice {
    /// What it sends.
    pub value: String,
    /// Its title.
    pub title: String,
    /// The line below.
    pub text: Option<String>,
    /// What stands at its end, such as a fee.
    pub end: Option<String>,
}

/// Radio cards that belong together. Event listeners go on it like on an element.
#[component]
pub fn RadioCards(
    /// The id of the whole; an error leads there.
    id: &'static str,
    /// The name that the choices share.
    name: &'static str,
    /// What the ids of the inputs begin with.
    prefix: &'static str,
    /// The id of the heading over it.
    heading: &'static str,
    /// The choices.
    #[prop(into)]
    choices: Signal<Vec<RadioChoice>>,
    /// The value that is chosen whenever the choices are shown anew.
    #[prop(into)]
    chosen: Signal<String>,
) -> impl IntoView {
    let card = move |RadioChoice { value, title, text, end }: RadioChoice| {
        let (id, checked) = (format!("{prefix}-{value}"), *chosen.read_untracked() == value);
        view! { <RadioCard id name value checked title text=text.unwrap_or_default() end=end.unwrap_or_default()/> }
    };
    view! {
        <fieldset id=id aria-labelledby=heading class="grid min-w-0 gap-3">
            {move || choices.get().into_iter().map(card).collect_view()}
        </fieldset>
    }
}
