//! A category's page.

use domain::catalog::{CategoryView, ListQuery, ListView};
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
                {list.category.clone().map(|category| view! { <Above category/> })}
                <h1 class="mb-6 text-xl font-medium md:text-2xl">{name}</h1>
                {list.category.clone().map(|category| view! { <About category/> })}
                <Products query list/>
            </div>
        }
        .into_any()
    })
}

/// The way to the categories above.
#[component]
fn Above(category: CategoryView) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let links: Vec<_> = category
        .above
        .into_iter()
        .map(|above| {
            let href = format!("/{language}/c/{}", above.slug);
            view! { <li><a href=href class="inline-flex min-h-8 items-center underline-offset-4 hover:underline">{above.name}</a></li> }
        })
        .collect();
    (!links.is_empty())
        .then(|| view! { <nav aria-label=t.list.above><ol class="mb-2 flex flex-wrap gap-x-4 text-sm text-muted">{links}</ol></nav> })
}

/// What a category says of itself, and the categories below it.
#[component]
fn About(category: CategoryView) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let words = (!category.description.is_empty())
        .then(|| view! { <p class="mb-6 max-w-prose whitespace-pre-line text-muted">{category.description}</p> });
    let links: Vec<_> = category
        .below
        .into_iter()
        .map(|below| {
            let href = format!("/{language}/c/{}", below.slug);
            view! {
                <li>
                    <a href=href class="inline-flex min-h-9 items-center rounded-sm border border-ink/30 px-3 text-sm font-medium transition-colors hover:border-ink">
                        {below.name}
                    </a>
                </li>
            }
        })
        .collect();
    let below = (!links.is_empty())
        .then(|| view! { <nav aria-label=t.list.below class="mb-8"><ul class="flex flex-wrap gap-3">{links}</ul></nav> });
    view! { {words} {below} }
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
