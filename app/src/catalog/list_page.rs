//! A category's page.

use domain::catalog::{ListQuery, ListView};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map, use_query_map};
use ui::{LinkButton, Look, PAGE};

use super::{list_controls::ListControls, list_query::list_query, paging::Paging, product_card::ProductGrid, server_fns::read_list};
use crate::{
    pages::{load, loaded},
    seo::Head,
    text::{use_language, use_texts},
};

/// The products of a category.
#[component]
pub fn ListPage() -> impl IntoView {
    let language = use_language();
    let (params, query) = (use_params_map(), use_query_map());
    let asked = move || list_query(params.read().get("category"), &query.read());
    let list = load(asked, move |query| async move { read_list(language, query.clone()).await.map(|list| (query, list)) });
    loaded(list, |(query, list)| {
        let name = list.category.as_ref().map(|category| category.name.clone()).unwrap_or_default();
        let slug = query.category.clone().unwrap_or_default();
        let t = use_texts();
        let description = format!("{name}: {}. {}", t.list.count(list.total), t.site.claim);
        view! {
            <Head title=name.clone() description=description path=format!("/c/{slug}")/>
            <div class=format!("{PAGE} pt-10 md:pt-16")>
                <h1 class="mb-6 text-xl font-medium md:text-2xl">{name}</h1>
                <Products query list/>
            </div>
        }
        .into_any()
    })
}

/// A list's controls, its products and its pages.
#[component]
pub fn Products(
    /// What was asked for.
    query: ListQuery,
    /// What there is.
    list: ListView,
) -> impl IntoView {
    let t = use_texts();
    let path = use_location().pathname.get_untracked();
    let content = if list.products.is_empty() {
        view! { <Nothing path=path.clone() words=query.words.clone()/> }.into_any()
    } else {
        view! {
            <ProductGrid products=list.products first=true/>
            <Paging page=list.page pages=list.pages/>
        }
        .into_any()
    };
    view! {
        <div class="mb-8 flex flex-wrap items-center justify-between gap-x-8 gap-y-2 border-b border-hairline pb-3">
            <p class="text-sm text-muted tabular-nums" role="status" data-testid="count">{t.list.count(list.total)}</p>
            <ListControls path query/>
        </div>
        {content}
    }
}

/// Says why a list is empty and what to do about it.
#[component]
fn Nothing(path: String, words: Option<String>) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let (title, hint, href) = match words {
        Some(words) => (t.search.empty(&words), t.search.empty_hint, format!("/{language}")),
        None => (t.list.empty.to_owned(), t.list.empty_hint, path),
    };
    view! {
        <div class="py-16">
            <h2 class="text-lg font-medium">{title}</h2>
            <p class="mt-2 mb-8 max-w-prose text-muted">{hint}</p>
            <LinkButton href look=Look::Quiet>{t.list.show_all}</LinkButton>
        </div>
    }
}
