//! Which orders are shown: plain links.

use domain::{
    backoffice::{OrderQuery, OrderWaits},
    orders::OrderState,
};
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

/// What a link looks like; the one that leads to what is here is marked.
pub const FILTER: &str = "inline-flex min-h-9 items-center rounded-sm px-3 text-sm text-muted hover:text-ink aria-[current=true]:bg-faint aria-[current=true]:font-medium aria-[current=true]:text-ink";

/// A link per group. What is searched for stays; the page does not. Orders of which something waits are a group of their own while they are shown.
#[component]
pub fn Filters(
    /// What the address asks for.
    wanted: Memo<OrderQuery>,
) -> impl IntoView {
    let t = use_texts();
    let links = groups(t)
        .map(|(words, states)| {
            let href = move || {
                wanted.with(|wanted| {
                    address(TABLE, &OrderQuery { states: states.to_vec(), waits: None, after: None, board: false, ..wanted.clone() })
                })
            };
            let is_here = move || wanted.with(|wanted| wanted.states == states && wanted.waits.is_none() && !wanted.board);
            view! {
                <li>
                    <a href=href aria-current=move || is_here().then_some("true") class=FILTER>{words}</a>
                </li>
            }
        })
        .collect_view();
    let board = move || wanted.with(|wanted| address(TABLE, &OrderQuery { waits: None, after: None, board: true, ..wanted.clone() }));
    let is_board = move || wanted.with(|wanted| wanted.board).then_some("true");
    let waiting = move || {
        let (waits, href) = wanted.with(|wanted| (wanted.waits, address(TABLE, wanted)));
        let words = match waits.filter(|_| wanted.with(|wanted| !wanted.board))? {
            OrderWaits::Return => t.home.open_returns,
            OrderWaits::Payment => t.home.quarantined_payments,
        };
        Some(view! { <li><a href=href aria-current="true" class=FILTER>{words}</a></li> })
    };
    view! {
        <nav aria-label=t.orders.filters data-testid="filters">
            <ul class="-mx-3 flex flex-wrap">{links} {waiting} <li><a href=board aria-current=is_board class=FILTER>{t.orders.board}</a></li></ul>
        </nav>
    }
}
