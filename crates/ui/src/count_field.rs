//! A small number to enter.

use leptos::prelude::*;

/// A narrow field for a whole number from 0, for lists that have one in every row.
#[component]
pub fn CountField(
    /// The field's id; the error's is `{id}-error`.
    #[prop(into)]
    id: String,
    /// The field's name.
    #[prop(into)]
    name: String,
    /// The label, read by screen readers; the row says it for everybody else.
    #[prop(into)]
    label: String,
    /// What is in it at first.
    #[prop(into)]
    value: String,
    /// The largest number.
    most: u32,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    let is_wrong = move || error.read().is_some();
    view! {
        <div class="w-24 shrink-0">
            <label class="sr-only" for=id.clone()>{label}</label>
            <input
                id=id
                name=name
                type="number"
                inputmode="numeric"
                min="0"
                max=most
                value=value
                class="field text-center tabular-nums"
                aria-invalid=move || is_wrong().then_some("true")
                aria-describedby=move || is_wrong().then(|| described.clone())
            />
        </div>
        {move || {
            let id = error_id.clone();
            error.get().map(|error| view! { <p id=id class="w-full text-sm text-bad">{error}</p> })
        }}
    }
}
