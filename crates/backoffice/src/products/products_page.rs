//! The table of products.

use domain::backoffice::{ProductList, ProductQuery};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use site::load::load;
use ui::{LinkButton, Look};

use super::{
    bulk::Last, categories::TREE, filters::Filters, list::List, query, search::Search, server_fns::read_products, telling::Telling,
};
use crate::{
    failure::loaded,
    frame::{ExportLink, Head},
    text::{use_language, use_texts},
};

/// Which products there are. What is looked for stands in the address, so that it can be kept, sent to a colleague and gone back to.
#[component]
pub fn ProductsPage() -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let address = use_query_map();
    let wanted = Memo::new(move |_| address.with(query::of_address));
    let products = load(move || wanted.get(), move |wanted| read_products(language, wanted));
    view! {
        <Head title=t.frame.products/>
        <div class="flex flex-wrap items-center justify-between gap-3 px-5 pt-6 md:px-8">
            <h1 class="text-xl font-medium">{t.frame.products}</h1>
            <div class="flex flex-wrap items-center gap-2">
                <LinkButton href=TREE look=Look::Small>{t.categories.title}</LinkButton>
                <ExportLink href=Signal::derive(move || query::export_address(&wanted.get()))/>
                <LinkButton href=crate::imports::TABLE look=Look::Small>{t.imports.open}</LinkButton>
                <LinkButton href="/backoffice/products/new" look=Look::SmallMain>{t.products.new}</LinkButton>
            </div>
        </div>
        <div class="px-5 md:px-8"><Telling/></div>
        {loaded(products, move |list| view! { <Found list query=wanted.get_untracked()/> }.into_any())}
    }
}

#[component]
fn Found(list: ProductList, query: ProductQuery) -> impl IntoView {
    view! {
        <div class="flex flex-wrap items-center gap-x-6 gap-y-3 px-5 py-4 md:px-8">
            <Search query=query.clone() categories=list.categories.clone()/>
            <Filters query=query.clone()/>
        </div>
        {list.last.map(|done| view! { <Last done/> })}
        <List list query/>
    }
}
