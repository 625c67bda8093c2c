//! A line of text to enter.

use leptos::prelude::*;

/// A labelled input with its hint and its error.
#[component]
pub fn TextField(
    /// The input's id; hint and error are `{id}-hint` and `{id}-error`.
    #[prop(into)]
    id: String,
    /// The input's name.
    #[prop(into)]
    name: String,
    /// The label.
    label: &'static str,
    /// What is in it at first.
    #[prop(into)]
    value: String,
    /// The input's type.
    #[prop(default = "text")]
    kind: &'static str,
    /// What browsers may fill in.
    autocomplete: &'static str,
    /// Which keyboard a phone shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// The most characters it takes.
    #[prop(default = 254)]
    most: u32,
    /// The word behind the label of a field that may stay empty; fields without it must be filled in.
    #[prop(optional)]
    optional: Option<&'static str>,
    /// A line of help.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let is_wrong = move || error.read().is_some();
    let (error_id, hint_id) = (format!("{id}-error"), format!("{id}-hint"));
    let ids = (error_id.clone(), hint_id.clone());
    let described = move || {
        let hint = hint.map(|_| ids.1.clone());
        let error = is_wrong().then(|| ids.0.clone());
        match (error, hint) {
            (Some(error), Some(hint)) => Some(format!("{error} {hint}")),
            (error, hint) => error.or(hint),
        }
    };
    view! {
        <div>
            <label for=id.clone() class="mb-2 block text-sm font-medium">
                {label}
                {optional.map(|word| view! { <span class="font-normal text-muted">" (" {word} ")"</span> })}
            </label>
            <input
                id=id
                name=name
                type=kind
                value=value
                autocomplete=autocomplete
                inputmode=inputmode
                maxlength=most
                class="field"
                aria-required=optional.is_none().then_some("true")
                aria-invalid=move || is_wrong().then_some("true")
                aria-describedby=described
            />
            {move || {
                let id = error_id.clone();
                error.get().map(|error| view! { <p id=id class="mt-2 text-sm text-bad">{error}</p> })
            }}
            {hint.map(|hint| view! { <p id=hint_id class="mt-2 text-sm text-muted">{hint}</p> })}
        </div>
    }
}
