//! A box to tick.

use leptos::prelude::*;

/// A labelled box with its error.
#[component]
pub fn CheckField(
    /// The input's id; the error's is `{id}-error`.
    id: &'static str,
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
    view! {
        <div>
            <label for=id class="flex min-h-11 cursor-pointer items-center gap-3 text-sm">
                <input
                    type="checkbox"
                    id=id
                    name=name
                    value=value
                    checked=checked
                    class="checkbox shrink-0"
                    aria-invalid=move || is_wrong().then_some("true")
                    aria-describedby=move || is_wrong().then(|| format!("{id}-error"))
                />
                {label}
            </label>
            {move || error.get().map(|error| view! { <p id=format!("{id}-error") class="mt-1 text-sm text-bad">{error}</p> })}
        </div>
    }
}
