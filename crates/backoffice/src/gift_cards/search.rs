//! Looking for gift cards.

use domain::backoffice::{ENDING, GiftCardQuery, GiftCardState};
use leptos::prelude::*;
use site::query_form::QueryForm;
use ui::{Icon, Shape};

use super::query::TABLE;
use crate::text::use_texts;

/// A field for the end of a code: no more fits into it, so that no whole code comes to stand in an address. The filter stays.
#[component]
pub fn Search(
    /// What the address asks for.
    wanted: Memo<GiftCardQuery>,
) -> impl IntoView {
    let t = use_texts();
    let words = move || wanted.with(|wanted| wanted.search.clone());
    let state = move || wanted.with(|wanted| wanted.state.map(GiftCardState::code).unwrap_or_default());
    view! {
        <search class="min-w-60 flex-1">
            <QueryForm path=TABLE.to_owned()>
                <div class="flex min-w-60 flex-1 items-center rounded-sm border border-ink/45 focus-within:border-ink">
                    <label for="search" class="sr-only">{t.cards.search}</label>
                    <input
                        id="search"
                        type="search"
                        name="q"
                        value=words
                        prop:value=words
                        maxlength=ENDING.to_string()
                        placeholder=t.cards.search
                        autocomplete="off"
                        class="h-9 min-w-0 flex-1 bg-transparent px-3 text-sm"
                    />
                    <button type="submit" class="grid size-9 place-items-center" aria-label=t.cards.search_submit>
                        <Icon shape=Shape::Search class="size-5"/>
                    </button>
                </div>
                <input type="hidden" name="state" value=state prop:value=state/>
            </QueryForm>
        </search>
    }
}
