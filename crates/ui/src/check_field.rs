//! A box to tick.

use leptos::prelude::*;

/// A labelled box with its error.
#[component]
pub fn CheckField(
    /// The input's id; the error's is `{id}-error`.
    #[prop(into)]
    id: String,
    /// The input's name.
    name: &'static str,
    /// What it sends when it is ticked.
    #[prop(default = "1")]
    value: &'static str,
    /// The label.
    label: &'static str,
    /// Whether it is ticked at first.
    #[prop(optional)]
    checked: bool,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let is_wrong = move || error.read().is_some();
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    view! {
        <div>
            <label for=id.clone() class="flex min-h-11 cursor-pointer items-center gap-3 text-sm">
                <input
                    type="checkbox"
                    id=id.clone()
                    name=name
                    value=value
                    checked=checked
                    class="checkbox shrink-0"
                    aria-invalid=move || is_wrong().then_some("true")
                    aria-describedby=move || is_wrong().then(|| described.clone())
                />
                {label}
            </label>
            {move || {
                let id = error_id.clone();
                error.get().map(|error| view! { <p id=id class="mt-1 text-sm text-bad">{error}</p> })
            }}
        </div>
    }
}
