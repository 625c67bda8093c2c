//! The orders that used a voucher.

use domain::{
    backoffice::{VoucherDetail, VoucherUse},
    money::Money,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use site::told::with_query;
use ui::{Badge, LinkButton, Look};

use super::query::{BEFORE, TABLE, address, of_address};
use crate::{text::use_texts, time::moment};

/// The newest first, in pages that have addresses of their own.
#[component]
pub fn Uses(
    /// The voucher.
    voucher: VoucherDetail,
) -> impl IntoView {
    let t = use_texts();
    let VoucherDetail { row, uses, older, .. } = voucher;
    let query = use_query_map();
    let (here, is_later) = query.with_untracked(|query| {
        let page = format!("{TABLE}/{}", row.id);
        (address(&page, &of_address(query)), query.get(BEFORE).is_some_and(|before| !before.is_empty()))
    });
    let first = is_later.then(|| view! { <LinkButton href=here.clone() look=Look::Small>{t.stock.newest}</LinkButton> });
    let more = older.map(|older| {
        let href = with_query(&here, &[(BEFORE, &older)]);
        view! { <LinkButton href look=Look::Small>{t.stock.older}</LinkButton> }
    });
    let none = uses.is_empty().then(|| view! { <p class="text-sm text-muted">{t.vouchers.no_uses}</p> });
    let rows = uses.into_iter().map(|used| view! { <Use used/> }).collect_view();
    view! {
        <section aria-labelledby="uses">
            <h3 id="uses" class="mb-2 text-base font-medium">{t.frame.orders}</h3>
            {none}
            <ol class="divide-y divide-hairline border-y border-hairline empty:hidden" data-testid="uses-list">{rows}</ol>
            <p class="mt-4 flex gap-3 empty:hidden">{first} {more}</p>
        </section>
    }
}

#[component]
fn Use(used: VoucherUse) -> impl IntoView {
    let t = use_texts();
    let VoucherUse { order, saved, at, is_given_back } = used;
    let number = match order.id {
        Some(id) => {
            let href = format!("/backoffice/orders/{id}");
            view! { <a href=href class="underline decoration-ink/30 underline-offset-4 hover:decoration-ink">{order.number}</a> }.into_any()
        }
        None => order.number.into_any(),
    };
    let given_back = is_given_back.then(|| view! { <Badge>{t.vouchers.given_back}</Badge> });
    view! {
        <li class="flex items-baseline gap-x-4 py-2 text-sm" data-given-back=is_given_back.then_some("")>
            <span class="min-w-0 flex-1">
                <span class="tabular-nums">{number}</span> " " {given_back}
                <span class="block text-xs text-muted tabular-nums">{moment(at)}</span>
            </span>
            <span class="shrink-0 text-right tabular-nums" data-testid="saved">{Money::rappen(saved).to_string()}</span>
        </li>
    }
}
