//! The table of earlier orders, with a panel beside it.

use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_query_map};
use site::{load::load, query_form::QueryForm};

use super::{
    list::List,
    query::{self, TABLE},
    server_fns::read_earlier_orders,
};
use crate::{failure::loaded, frame::Head, search_field::SearchField, text::use_texts};

/// What was taken over from an earlier shop. What is looked for stands in the address.
#[component]
pub fn EarlierPage() -> impl IntoView {
    let t = use_texts();
    let address = use_query_map();
    let wanted = Memo::new(move |_| address.with(query::of_address));
    let orders = load(move || wanted.get(), read_earlier_orders);
    let words = Signal::derive(move || wanted.with(|wanted| wanted.search.clone()));
    view! {
        <Head title=t.earlier.title/>
        <div class="with-panel">
            <div class="panel-list">
                <h1 class="px-5 pt-6 text-xl font-medium md:px-8">{t.earlier.title}</h1>
                <div class="panel-list-body">
                    <p class="max-w-prose px-5 pt-2 text-sm text-muted md:px-8">{t.earlier.about}</p>
                    <search class="block px-5 py-4 md:px-8">
                        <QueryForm path=TABLE.to_owned()><SearchField words label=t.orders.search/></QueryForm>
                    </search>
                    {loaded(orders, move |list| view! { <List list wanted/> }.into_any())}
                </div>
            </div>
            <Outlet/>
        </div>
    }
}
