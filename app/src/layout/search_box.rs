//! The search field.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Icon, Shape};

use crate::{
    pages::QueryForm,
    text::{use_language, use_texts},
};

/// A field that leads to the page of results.
#[component]
pub fn SearchBox(
    /// The field's id, one per page.
    id: &'static str,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let query = use_query_map();
    let words = move || query.read().get("q").unwrap_or_default();
    view! {
        <search>
            <QueryForm path=format!("/{language}/search")>
                <div class="flex items-center border-b border-ink/30 focus-within:border-ink">
                    <label class="sr-only" for=id>{t.nav.search_hint}</label>
                    <input
                        id=id
                        type="search"
                        name="q"
                        value=words
                        prop:value=words
                        placeholder=t.nav.search_hint
                        maxlength="100"
                        autocomplete="off"
                        class="h-11 min-w-0 flex-1 bg-transparent text-base placeholder:text-muted"
                    />
                    <button type="submit" class="grid size-11 place-items-center" aria-label=t.nav.search>
                        <Icon shape=Shape::Search class="size-5"/>
                    </button>
                </div>
            </QueryForm>
        </search>
    }
}
