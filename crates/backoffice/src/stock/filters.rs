//! Which variants are shown: plain links.

use domain::backoffice::StockQuery;
use leptos::prelude::*;

use super::query::{TABLE, address};
use crate::{orders::FILTER, text::use_texts};

/// All of them, or what is low. What is searched for stays; the page does not.
#[component]
pub fn Filters(
    /// What the address asks for.
    wanted: Memo<StockQuery>,
) -> impl IntoView {
    let t = use_texts();
    let links = [(t.stock.all, false), (t.stock.low, true)]
        .map(|(words, low)| {
            let href = move || wanted.with(|wanted| address(TABLE, &StockQuery { low, after: None, ..wanted.clone() }));
            let is_here = move || wanted.with(|wanted| wanted.low == low);
            view! { <li><a href=href aria-current=move || is_here().then_some("true") class=FILTER>{words}</a></li> }
        })
        .collect_view();
    view! {
        <nav aria-label=t.stock.filters data-testid="filters">
            <ul class="-mx-3 flex flex-wrap">{links}</ul>
        </nav>
    }
}
