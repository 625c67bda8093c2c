//! The pages of a list.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::list_query::page_address;
use crate::text::use_texts;

/// Links to the pages of a list; nothing when there is one only.
#[component]
pub fn Paging(
    /// This page, from 1.
    page: u32,
    /// How many there are.
    pages: u32,
) -> impl IntoView {
    let t = use_texts();
    let location = use_location();
    let address = move |page| page_address(&location.pathname.read_untracked(), &location.search.read_untracked(), page);
    let item = "grid min-h-11 min-w-11 place-items-center rounded-sm px-3 text-sm tabular-nums hover:bg-faint aria-[current=page]:bg-ink aria-[current=page]:text-paper";
    (pages > 1).then(|| {
        let numbers = (1..=pages)
            .map(|number| {
                view! {
                    <li>
                        <a href=address(number) class=item aria-label=t.list.page(&number.to_string()) aria-current=(number == page).then_some("page")>
                            {number}
                        </a>
                    </li>
                }
            })
            .collect_view();
        view! {
            <nav aria-label=t.list.pages class="mt-16 flex justify-center border-t border-hairline pt-8">
                <ul class="flex flex-wrap gap-1">
                    {(page > 1).then(|| view! { <li><a href=address(page - 1) rel="prev" class=item>{t.list.previous}</a></li> })}
                    {numbers}
                    {(page < pages).then(|| view! { <li><a href=address(page + 1) rel="next" class=item>{t.list.next}</a></li> })}
                </ul>
            </nav>
        }
    })
}
