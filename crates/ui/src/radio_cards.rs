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
    choices: Vec<RadioChoice>,
    /// The value chosen at first.
    #[prop(into)]
    chosen: String,
) -> impl IntoView {
    let cards = choices
        .into_iter()
        .map(|RadioChoice { value, title, text, end }| {
            let (id, checked) = (format!("{prefix}-{value}"), chosen == value);
            view! { <RadioCard id name value checked title text=text.unwrap_or_default() end=end.unwrap_or_default()/> }
        })
        .collect_view();
    view! { <fieldset id=id aria-labelledby=heading class="grid min-w-0 gap-3">{cards}</fieldset> }
}
