//! A line of text in a list that has one in every row.

use leptos::prelude::*;

/// A field with its label above it on narrow screens; on wide ones the list's head says it, and the label is there for screen readers.
#[component]
pub fn CellField(
    /// The field's id; the error's is `{id}-error`.
    #[prop(into)]
    id: String,
    /// The field's name.
    #[prop(into)]
    name: String,
    /// The label.
    label: &'static str,
    /// What is in it at first.
    #[prop(into)]
    value: String,
    /// The most characters it takes.
    most: usize,
    /// Which keyboard a phone shows.
    #[prop(default = "text")]
    inputmode: &'static str,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    let is_wrong = move || error.read().is_some();
    let class = if inputmode == "text" { "field" } else { "field text-right tabular-nums" };
    view! {
        <div class="min-w-0">
            <label class="mb-1 block text-xs text-muted md:sr-only" for=id.clone()>{label}</label>
            <input
                id=id
                name=name
                value=value
                inputmode=inputmode
                maxlength=most.to_string()
                autocomplete="off"
                class=class
                aria-invalid=move || is_wrong().then_some("true")
                aria-describedby=move || is_wrong().then(|| described.clone())
            />
            {move || {
                let id = error_id.clone();
                error.get().map(|error| view! { <p id=id class="mt-1 text-xs text-bad">{error}</p> })
            }}
        </div>
    }
}
