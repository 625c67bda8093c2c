//! Choosing one of a list.

use leptos::prelude::*;

use crate::{Icon, Shape};

/// A labelled list to choose from.
#[component]
pub fn SelectField(
    /// The field's id; the error's is `{id}-error`.
    #[prop(into)]
    id: String,
    /// The field's name.
    name: &'static str,
    /// The label.
    label: &'static str,
    /// Value and words of every choice.
    options: Vec<(&'static str, &'static str)>,
    /// The value chosen at first.
    #[prop(into)]
    value: String,
    /// What browsers may fill in.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let options =
        options.into_iter().map(|(code, words)| view! { <option value=code selected=value == code>{words}</option> }).collect_view();
    let is_wrong = move || error.read().is_some();
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    view! {
        <div>
            <label for=id.clone() class="mb-2 block text-sm font-medium">{label}</label>
            <div class="relative">
                <select
                    id=id
                    name=name
                    autocomplete=autocomplete
                    class="field appearance-none pr-10"
                    aria-invalid=move || is_wrong().then_some("true")
                    aria-describedby=move || is_wrong().then(|| described.clone())
                >
                    {options}
                </select>
                <Icon shape=Shape::Down class="pointer-events-none absolute inset-y-0 right-3 my-auto size-5"/>
            </div>
            {move || {
                let id = error_id.clone();
                error.get().map(|error| view! { <p id=id class="mt-2 text-sm text-bad">{error}</p> })
            }}
        </div>
    }
}
