//! Looking for orders.

use domain::backoffice::{LONGEST_SEARCH, OrderQuery, OrderSort};
use leptos::prelude::*;
use site::query_form::QueryForm;
use ui::{Icon, Shape};

use super::query::{BOARD, TABLE, codes};
use crate::text::use_texts;

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
                    <div class="flex min-w-60 flex-1 items-center rounded-sm border border-ink/45 focus-within:border-ink">
                        <label for="search" class="sr-only">{t.orders.search}</label>
                        <input
                            id="search"
                            type="search"
                            name="q"
                            value=words
                            prop:value=words
                            maxlength=LONGEST_SEARCH.to_string()
                            placeholder=t.orders.search
                            autocomplete="off"
                            class="h-9 min-w-0 flex-1 bg-transparent px-3 text-sm"
                        />
                        <button type="submit" class="grid size-9 place-items-center" aria-label=t.orders.search_submit>
                            <Icon shape=Shape::Search class="size-5"/>
                        </button>
                    </div>
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
