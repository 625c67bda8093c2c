//! Several lines of text to enter.

use leptos::prelude::*;

/// A labelled field for several lines, with its hint and its error.
#[component]
pub fn TextArea(
    /// The field's id; hint and error are `{id}-hint` and `{id}-error`.
    id: &'static str,
    /// The field's name.
    name: &'static str,
    /// The label.
    label: &'static str,
    /// What is in it at first.
    #[prop(into)]
    value: String,
    /// The most characters it takes.
    most: usize,
    /// The word behind the label of a field that may stay empty.
    optional: &'static str,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let is_wrong = move || error.read().is_some();
    view! {
        <div>
            <label for=id class="mb-2 block text-sm font-medium">
                {label} <span class="font-normal text-muted">" (" {optional} ")"</span>
            </label>
            <textarea
                id=id
                name=name
                rows="3"
                maxlength=most.to_string()
                class="field"
                aria-invalid=move || is_wrong().then_some("true")
                aria-describedby=move || is_wrong().then(|| format!("{id}-error"))
            >
                {value}
            </textarea>
            {move || error.get().map(|error| view! { <p id=format!("{id}-error") class="mt-2 text-sm text-bad">{error}</p> })}
        </div>
    }
}
