//! Which customers are shown: plain links.

use domain::backoffice::{CustomerKind, CustomerQuery};
use leptos::prelude::*;

use super::query::{TABLE, address};
use crate::{orders::FILTER, text::use_texts};

/// Everybody, or one kind of them. What is searched for stays; the page does not.
#[component]
pub fn Filters(
    /// What the address asks for.
    wanted: Memo<CustomerQuery>,
) -> impl IntoView {
    let t = use_texts();
    let groups = [
        (t.customer.all, None),
        (t.customer.with_account, Some(CustomerKind::Account)),
        (t.customer.guests, Some(CustomerKind::Guest)),
        (t.customer.staff, Some(CustomerKind::Staff)),
    ];
    let links = groups
        .map(|(words, kind)| {
            let href = move || wanted.with(|wanted| address(TABLE, &CustomerQuery { kind, after: None, ..wanted.clone() }));
            let is_here = move || wanted.with(|wanted| wanted.kind == kind);
            view! { <li><a href=href aria-current=move || is_here().then_some("true") class=FILTER>{words}</a></li> }
        })
        .collect_view();
    view! {
        <nav aria-label=t.customer.filters data-testid="filters">
            <ul class="-mx-3 flex flex-wrap">{links}</ul>
        </nav>
    }
}
