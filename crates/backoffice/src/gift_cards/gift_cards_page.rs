//! The table of gift cards, with a panel beside it.

use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_query_map};
use site::load::load;

use super::{filters::Filters, list::List, query, search::Search, server_fns::read_gift_cards};
use crate::{failure::loaded, frame::Head, text::use_texts};

/// Which card holds how much. What is looked for stands in the address.
#[component]
pub fn GiftCardsPage() -> impl IntoView {
    let t = use_texts();
    let address = use_query_map();
    let wanted = Memo::new(move |_| address.with(query::of_address));
    let cards = load(move || wanted.get(), read_gift_cards);
    view! {
        <Head title=t.frame.gift_cards/>
        <div class="with-panel">
            <div class="panel-list">
                <h1 class="px-5 pt-6 text-xl font-medium md:px-8">{t.frame.gift_cards}</h1>
                <div class="panel-list-body">
                    <div class="flex flex-wrap items-center gap-x-6 gap-y-3 px-5 py-4 md:px-8">
                        <Search wanted/>
                        <Filters wanted/>
                    </div>
                    {loaded(cards, move |list| view! { <List list wanted/> }.into_any())}
                </div>
            </div>
            <Outlet/>
        </div>
    }
}
