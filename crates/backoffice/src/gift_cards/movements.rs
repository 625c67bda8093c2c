//! What moved a card's balance.

use domain::backoffice::{GiftCardDetail, GiftCardMovement};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use site::told::with_query;
use ui::{LinkButton, Look};

use super::{
    query::{BEFORE, TABLE, address, of_address},
    words::{change_words, kind_words},
};
use crate::{orders::staff_name, text::use_texts, time::moment};

/// The newest first, in pages that have addresses of their own.
#[component]
pub fn Movements(
    /// The card.
    card: GiftCardDetail,
) -> impl IntoView {
    let t = use_texts();
    let GiftCardDetail { row, movements, older, .. } = card;
    let query = use_query_map();
    let (here, is_later) = query.with_untracked(|query| {
        let page = format!("{TABLE}/{}", row.id);
        (address(&page, &of_address(query)), query.get(BEFORE).is_some_and(|before| !before.is_empty()))
    });
    let first = is_later.then(|| view! { <LinkButton href=here.clone() look=Look::Small>{t.stock.newest}</LinkButton> });
    let more = older.map(|older| {
        let href = with_query(&here, &[(BEFORE, &older.to_string())]);
        view! { <LinkButton href look=Look::Small>{t.stock.older}</LinkButton> }
    });
    let rows = movements.into_iter().map(|movement| view! { <Movement movement/> }).collect_view();
    view! {
        <section aria-labelledby="movements">
            <h3 id="movements" class="mb-2 text-base font-medium">{t.cards.movements}</h3>
            <ol class="divide-y divide-hairline border-y border-hairline empty:hidden" data-testid="movements">{rows}</ol>
            <p class="mt-4 flex gap-3 empty:hidden">{first} {more}</p>
        </section>
    }
}

#[component]
fn Movement(movement: GiftCardMovement) -> impl IntoView {
    let t = use_texts();
    let GiftCardMovement { kind, amount, order, reason, who, at, .. } = movement;
    let order = order.map(|order| {
        let words = t.stock.of_order(&order.number);
        match order.id {
            Some(id) => {
                let href = format!("/backoffice/orders/{id}");
                view! { <a href=href class="underline decoration-ink/30 underline-offset-4 hover:decoration-ink">{words}</a> }.into_any()
            }
            None => words.into_any(),
        }
    });
    view! {
        <li class="flex items-baseline gap-x-4 py-2 text-sm" data-kind=kind.code()>
            <span class="w-20 shrink-0 text-right font-medium tabular-nums" data-testid="amount">{change_words(amount)}</span>
            <span class="min-w-0 flex-1">
                {kind_words(t, kind)} " " {order}
                {(!reason.is_empty()).then(|| view! { <span class="block break-words">{reason}</span> })}
                <span class="block text-xs text-muted tabular-nums">
                    {moment(at)} {who.map(|who| view! { " · " {staff_name(t, &who)} })}
                </span>
            </span>
        </li>
    }
}
