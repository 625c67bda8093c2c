//! Looking for gift cards.

use domain::backoffice::{ENDING, GiftCardQuery, GiftCardState};
use leptos::prelude::*;
use site::query_form::QueryForm;

use super::query::TABLE;
use crate::{search_field::SearchField, text::use_texts};

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
                <SearchField words=Signal::derive(words) label=t.cards.search most=ENDING/>
                <input type="hidden" name="state" value=state prop:value=state/>
            </QueryForm>
        </search>
    }
}
