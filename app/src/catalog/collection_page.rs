//! A collection's page.

use domain::catalog::ListQuery;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::PAGE;

use super::{list_page::Products, list_query::list_query, server_fns::read_list};
use crate::{
    pages::{load, loaded},
    seo::Head,
    text::{use_language, use_texts},
};

/// The products of a collection, in its own order unless another one is chosen.
#[component]
pub fn CollectionPage() -> impl IntoView {
    let language = use_language();
    let (params, query) = (use_params_map(), use_query_map());
    let asked =
        move || ListQuery { collection: Some(params.read().get("collection").unwrap_or_default()), ..list_query(None, &query.read()) };
    let list = load(asked, move |query| async move { read_list(language, query.clone()).await.map(|list| (query, list)) });
    loaded(list, |(query, list)| {
        let t = use_texts();
        let (name, introduction) = list.collection.clone().map(|collection| (collection.name, collection.introduction)).unwrap_or_default();
        let description = if introduction.is_empty() {
            format!("{name}: {}. {}", t.list.count(list.total), t.site.claim)
        } else {
            introduction.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let path = format!("/collections/{}", query.collection.clone().unwrap_or_default());
        let introduction =
            (!introduction.is_empty()).then(|| view! { <p class="mb-6 max-w-prose whitespace-pre-line text-muted">{introduction}</p> });
        view! {
            <Head title=name.clone() description=description path=path/>
            <div class=format!("{PAGE} pt-10 md:pt-16")>
                <h1 class="mb-6 text-xl font-medium text-balance md:text-2xl">{name}</h1>
                {introduction}
                <Products query list/>
            </div>
        }
        .into_any()
    })
}
