//! The field of a search.

use domain::backoffice::LONGEST_SEARCH;
use leptos::prelude::*;
use ui::{Icon, Shape};

use crate::text::use_texts;

/// A field, and the button that looks; the address says `q` for it.
#[component]
pub fn SearchField(
    /// What is looked for.
    #[prop(into)]
    words: Signal<String>,
    /// What can be looked for here.
    label: &'static str,
    /// Most characters.
    #[prop(default = LONGEST_SEARCH)]
    most: usize,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <div class="flex min-w-60 flex-1 items-center rounded-sm border border-ink/45 focus-within:border-ink">
            <label for="search" class="sr-only">{label}</label>
            <input
                id="search"
                type="search"
                name="q"
                value=words
                prop:value=words
                maxlength=most.to_string()
                placeholder=label
                autocomplete="off"
                class="h-9 min-w-0 flex-1 bg-transparent px-3 text-sm"
            />
            <button type="submit" class="grid size-9 place-items-center" aria-label=t.frame.search>
                <Icon shape=Shape::Search class="size-5"/>
            </button>
        </div>
    }
}
