//! Choices that need a line of explanation.

use leptos::prelude::*;

/// A radio button as wide as its column, with a title, a line below and something at its end.
#[component]
pub fn RadioCard(
    /// The input's id.
    #[prop(into)]
    id: String,
    /// The name that it shares with the other choices.
    name: &'static str,
    /// What it sends.
    #[prop(into)]
    value: String,
    /// Whether it is chosen at first.
    checked: bool,
    /// The title.
    #[prop(into)]
    title: String,
    /// The line below.
    #[prop(optional, into)]
    text: Option<String>,
    /// What stands at the end, such as a fee.
    #[prop(optional, into)]
    end: Option<String>,
) -> impl IntoView {
    view! {
        <label class="radio-card flex min-h-14 cursor-pointer items-start gap-4 rounded-sm border border-ink/25 px-4 py-4 hover:border-ink">
            <input type="radio" id=id name=name value=value checked=checked class="radio mt-0.5 shrink-0"/>
            <span class="min-w-0 flex-1">
                <span class="block text-base font-medium">{title}</span>
                {text.filter(|text| !text.is_empty()).map(|text| view! { <span class="mt-0.5 block text-sm text-muted">{text}</span> })}
            </span>
            {end.filter(|end| !end.is_empty()).map(|end| view! { <span class="text-base tabular-nums">{end}</span> })}
        </label>
    }
}
