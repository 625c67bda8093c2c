//! The table of variants, with a panel beside it.

use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_query_map};
use site::load::load;

use super::{
    bulk::{BulkTelling, Last},
    filters::Filters,
    list::List,
    query,
    search::Search,
    server_fns::read_stock,
};
use crate::{
    failure::loaded,
    frame::{Head, Moved},
    text::use_texts,
};

/// How many pieces there are of what. What is looked for stands in the address.
#[component]
pub fn StockPage() -> impl IntoView {
    let t = use_texts();
    let address = use_query_map();
    let wanted = Memo::new(move |_| address.with(query::of_address));
    let moved = Moved::of_screen();
    let stock = load(move || (wanted.get(), moved.0.get()), |(wanted, _)| read_stock(wanted));
    view! {
        <Head title=t.frame.stock/>
        <div class="with-panel">
            <div class="panel-list">
                <h1 class="px-5 pt-6 text-xl font-medium md:px-8">{t.frame.stock}</h1>
                <BulkTelling/>
                <div class="panel-list-body">
                    <div class="flex flex-wrap items-center gap-x-6 gap-y-3 px-5 py-4 md:px-8">
                        <Search wanted/>
                        <Filters wanted/>
                    </div>
                    {loaded(stock, move |list| view! { {list.last.map(|done| view! { <Last done/> })} <List list wanted/> }.into_any())}
                </div>
            </div>
            <Outlet/>
        </div>
    }
}
