//! Which orders are shown: plain links.

use domain::{backoffice::OrderQuery, orders::OrderState};
use leptos::prelude::*;

use super::query::{TABLE, address};
use crate::text::{Texts, use_texts};

/// The groups that orders are looked at in; the first one is all of them.
const fn groups(t: &'static Texts) -> [(&'static str, &'static [OrderState]); 7] {
    [
        (t.orders.all, &[]),
        (t.orders.to_ship, &[OrderState::Paid]),
        (t.state.awaiting_payment, &[OrderState::AwaitingPayment]),
        (t.state.shipped, &[OrderState::Shipped]),
        (t.state.delivered, &[OrderState::Delivered]),
        (t.orders.called_off, &[OrderState::Cancelled, OrderState::Expired]),
        (t.state.refunded, &[OrderState::Refunded]),
    ]
}

/// A link per group. What is searched for stays; the page does not.
#[component]
pub fn Filters(
    /// What the address asks for.
    wanted: Memo<OrderQuery>,
) -> impl IntoView {
    let t = use_texts();
    let links = groups(t)
        .map(|(words, states)| {
            let href = move || wanted.with(|wanted| address(TABLE, &OrderQuery { states: states.to_vec(), after: None, ..wanted.clone() }));
            let is_here = move || wanted.with(|wanted| wanted.states == states);
            view! {
                <li>
                    <a
                        href=href
                        aria-current=move || is_here().then_some("true")
                        class="inline-flex min-h-9 items-center rounded-sm px-3 text-sm text-muted hover:text-ink aria-[current=true]:bg-faint aria-[current=true]:font-medium aria-[current=true]:text-ink"
                    >
                        {words}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav aria-label=t.orders.filters data-testid="filters">
            <ul class="-mx-3 flex flex-wrap">{links}</ul>
        </nav>
    }
}
