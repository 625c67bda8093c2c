//! The table of mails, with a panel beside it.

use leptos::prelude::*;
use leptos_router::{
    components::Outlet,
    hooks::{use_location, use_query_map},
};
use site::load::load;

use super::{
    filters::Filters,
    list::List,
    query::{self, TABLE, TEMPLATES},
    search::Search,
    server_fns::read_mails,
    telling::Telling,
};
use crate::{failure::loaded, frame::Head, text::use_texts};

/// What the shop writes to people, and what became of it. What is looked for stands in the address.
#[component]
pub fn MailPage() -> impl IntoView {
    let t = use_texts();
    let address = use_query_map();
    let wanted = Memo::new(move |_| address.with(query::of_address));
    let mails = load(move || wanted.get(), read_mails);
    // What was answered in a panel is said there.
    let telling = use_location().pathname.with_untracked(|here| here == TABLE).then(|| view! { <Telling/> });
    view! {
        <Head title=t.frame.mail/>
        <div class="with-panel">
            <div class="panel-list">
                <h1 class="px-5 pt-6 text-xl font-medium md:px-8">{t.frame.mail}</h1>
                <div class="panel-list-body">
                    <div class="flex flex-wrap items-center gap-x-6 gap-y-3 px-5 py-4 md:px-8">
                        <Search wanted/>
                        <Filters wanted/>
                        <a href=TEMPLATES class="text-sm underline underline-offset-4">{t.mail.templates}</a>
                    </div>
                    <div class="px-5 pb-3 empty:hidden md:px-8">{telling}</div>
                    {loaded(mails, move |list| view! { <List list wanted/> }.into_any())}
                </div>
            </div>
            <Outlet/>
        </div>
    }
}
