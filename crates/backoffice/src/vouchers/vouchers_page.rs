//! The table of vouchers, with a panel beside it.

use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_query_map};
use site::load::load;
use ui::{LinkButton, Look};

use super::{
    filters::Filters,
    list::List,
    query::{self, NEW},
    search::Search,
    server_fns::read_vouchers,
};
use crate::{failure::loaded, frame::Head, text::use_texts};

/// What takes how much off, and how often it was used. What is looked for stands in the address.
#[component]
pub fn VouchersPage() -> impl IntoView {
    let t = use_texts();
    let address = use_query_map();
    let wanted = Memo::new(move |_| address.with(query::of_address));
    let vouchers = load(move || wanted.get(), read_vouchers);
    view! {
        <Head title=t.frame.vouchers/>
        <div class="with-panel">
            <div class="panel-list">
                <div class="flex flex-wrap items-center justify-between gap-3 px-5 pt-6 md:px-8">
                    <h1 class="text-xl font-medium">{t.frame.vouchers}</h1>
                    <LinkButton href=NEW look=Look::SmallMain>{t.vouchers.new}</LinkButton>
                </div>
                <div class="panel-list-body">
                    <div class="flex flex-wrap items-center gap-x-6 gap-y-3 px-5 py-4 md:px-8">
                        <Search wanted/>
                        <Filters wanted/>
                    </div>
                    {loaded(vouchers, move |list| view! { <List list wanted/> }.into_any())}
                </div>
            </div>
            <Outlet/>
        </div>
    }
}
