//! Looking for orders.

use domain::backoffice::{OrderQuery, OrderSort};
use leptos::prelude::*;
use site::query_form::QueryForm;

use super::query::{BOARD, TABLE, codes};
use crate::{search_field::SearchField, text::use_texts};

/// A field for a number, a name, an address or a SKU, and in which order the rows come. The filter stays.
#[component]
pub fn Search(
    /// What the address asks for.
    wanted: Memo<OrderQuery>,
) -> impl IntoView {
    let t = use_texts();
    let words = move || wanted.with(|wanted| wanted.search.clone());
    let states = move || wanted.with(|wanted| codes(&wanted.states));
    let view = move || wanted.with(|wanted| if wanted.board { BOARD } else { "" });
    let sorts = OrderSort::ALL
        .map(|sort| {
            let is_wanted = move || wanted.with(|wanted| wanted.sort) == sort;
            view! { <option value=sort.code() selected=is_wanted prop:selected=is_wanted>{sort_words(t, sort)}</option> }
        })
        .collect_view();
    view! {
        <search class="min-w-0 flex-1">
            <QueryForm path=TABLE.to_owned()>
                <div class="flex flex-wrap items-center gap-2">
                    <SearchField words=Signal::derive(words) label=t.orders.search/>
                    <label for="sort" class="sr-only">{t.orders.sort}</label>
                    <select id="sort" name="sort" class="h-9 rounded-sm border border-ink/45 bg-paper px-2 text-sm">{sorts}</select>
                    <input type="hidden" name="state" value=states prop:value=states/>
                    <input type="hidden" name="view" value=view prop:value=view/>
                </div>
            </QueryForm>
        </search>
    }
}

const fn sort_words(t: &'static crate::text::Texts, sort: OrderSort) -> &'static str {
    match sort {
        OrderSort::Newest => t.orders.newest,
        OrderSort::Oldest => t.orders.oldest,
        OrderSort::Dearest => t.orders.dearest,
        OrderSort::Cheapest => t.orders.cheapest,
    }
}
