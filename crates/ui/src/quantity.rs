//! Choosing how many.

use leptos::prelude::*;

use crate::{Icon, Shape};

/// A number with a button on either side. The field alone does it where scripts do not run; the buttons are hidden then.
#[component]
pub fn QuantityStepper(
    /// The field's id.
    id: &'static str,
    /// The field's name.
    name: &'static str,
    /// The field's label, read by screen readers.
    label: &'static str,
    /// The words of the button that takes one off.
    less: &'static str,
    /// The words of the button that adds one.
    more: &'static str,
    /// The number.
    value: RwSignal<u32>,
    /// The largest number.
    #[prop(into)]
    most: Signal<u32>,
) -> impl IntoView {
    let step = "scripted grid size-12 shrink-0 place-items-center text-ink hover:bg-faint disabled:text-muted/50";
    let change = move |event: leptos::ev::Event| {
        let number = event_target_value(&event).parse().unwrap_or(1_u32);
        value.set(number.clamp(1, most.get_untracked().max(1)));
    };
    view! {
        <div class="inline-flex h-12 items-stretch rounded-sm border border-ink/30 focus-within:border-ink">
            <button type="button" class=step aria-label=less disabled=move || value.get() <= 1 on:click=move |_| value.update(|value| *value = value.saturating_sub(1).max(1))>
                <Icon shape=Shape::Minus class="size-4"/>
            </button>
            <label class="sr-only" for=id>{label}</label>
            <input
                id=id
                name=name
                type="number"
                inputmode="numeric"
                min="1"
                max=move || most.get().max(1)
                class="no-spin w-12 bg-transparent text-center text-base tabular-nums"
                value=value.get_untracked()
                prop:value=move || value.get().to_string()
                on:change=change
            />
            <button type="button" class=step aria-label=more disabled=move || { value.get() >= most.get() } on:click=move |_| value.update(|value| *value += 1)>
                <Icon shape=Shape::Plus class="size-4"/>
            </button>
        </div>
    }
}
