//! The page of search results.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::PAGE;

use super::{list_page::Products, list_query::list_query, server_fns::read_list};
use crate::{
    pages::{load, loaded},
    seo::Head,
    text::{use_language, use_texts},
};

/// What was found for the words in the address; all products while there are none.
#[component]
pub fn SearchPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let found = load(
        move || list_query(None, &query.read()),
        move |query| async move { read_list(language, query.clone()).await.map(|list| (query, list)) },
    );
    loaded(found, |(query, list)| {
        let t = use_texts();
        let title = query.words.as_ref().map_or_else(|| t.search.title.to_owned(), |words| t.search.results_for(words));
        view! {
            <Head title=title.clone() description=t.site.claim path="/search" private=true/>
            <div class=format!("{PAGE} pt-10 md:pt-16")>
                <h1 class="mb-6 text-xl font-medium text-balance wrap-anywhere md:text-2xl">{title}</h1>
                {query.words.is_none().then(|| view! { <p class="mb-8 text-muted">{t.search.prompt}</p> })}
                <Products query list/>
            </div>
        }
        .into_any()
    })
}
