//! Which products are shown: plain links.

use domain::backoffice::{ProductQuery, ProductStatus};
use leptos::prelude::*;

use super::{query::address, words::status_words};
use crate::text::use_texts;

/// What a link looks like; the one that leads to what is here is marked.
const LINK: &str = "inline-flex min-h-9 items-center rounded-sm px-3 text-sm text-muted hover:text-ink aria-[current=true]:bg-faint aria-[current=true]:font-medium aria-[current=true]:text-ink";

/// A link for all products, and one for each status. What is searched for stays; the page does not.
#[component]
pub fn Filters(
    /// What the address asks for.
    query: ProductQuery,
) -> impl IntoView {
    let t = use_texts();
    let link = |status: Option<ProductStatus>, words: &'static str| {
        let href = address(&ProductQuery { status, after: None, ..query.clone() });
        let is_here = query.status == status;
        view! {
            <li>
                <a href=href aria-current=is_here.then_some("true") class=LINK>{words}</a>
            </li>
        }
    };
    let all = link(None, t.orders.all);
    let statuses = ProductStatus::ALL.map(|status| link(Some(status), status_words(t, status).0)).collect_view();
    view! {
        <nav aria-label=t.products.filters data-testid="filters">
            <ul class="-mx-3 flex flex-wrap">{all} {statuses}</ul>
        </nav>
    }
}
