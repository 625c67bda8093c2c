//! What was ordered.

use domain::{address::Address, money::Money};
use leptos::prelude::*;
use ui::Picture;

use super::OrderContent;
use crate::{
    cart::{Sums, Totals, VoucherLine, fee_words},
    catalog::silent_files,
    checkout::country,
    text::{use_language, use_texts},
};

/// Lines, sums with the tax they contain, and the address.
#[component]
pub fn OrderSummary(
    /// The order.
    order: OrderContent,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let fee = fee_words(t, order.delivery_fee);
    let sums = Sums {
        items: order.items_total,
        voucher: order.voucher.map(|used| VoucherLine::new(t, &used.code, used.benefit, Ok(used.discount))),
        delivery: format!("{} · {fee}", order.delivery_name),
        total_words: t.cart.total,
        total: order.total,
        gift_card: (order.gift_card_total > 0).then(|| (t.order.gift_card.to_owned(), order.gift_card_total)),
        vat: order.vat,
        hint: None,
    };
    let lines = order
        .lines
        .into_iter()
        .map(|line| {
            let picture = line.picture.as_ref().map(|picture| view! { <Picture files=silent_files(picture) sizes="4rem"/> });
            view! {
                <li class="flex gap-4 py-3">
                    <span class="block size-14 shrink-0 overflow-hidden rounded-sm bg-faint">{picture}</span>
                    <span class="min-w-0 flex-1 text-sm">
                        <a href=format!("/{language}/p/{}", line.product_slug) class="block font-medium underline-offset-4 hover:underline">{line.name}</a>
                        <span class="block text-muted tabular-nums">{t.order.quantity_times(&line.quantity.to_string())} " " {line.options}</span>
                    </span>
                    <span class="text-sm whitespace-nowrap tabular-nums">{Money::rappen(line.total).to_string()}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="rounded-sm bg-raised p-6" aria-labelledby="ordered">
            <h2 id="ordered" class="mb-3 text-lg font-medium">{t.checkout.summary}</h2>
            <ul class="mb-4 divide-y divide-hairline border-b border-hairline">{lines}</ul>
            <Totals sums/>
            <h2 class="mt-8 mb-2 text-sm font-medium">{t.order.deliver_to}</h2>
            <Letter address=order.address/>
        </section>
    }
}

#[component]
fn Letter(address: Address) -> impl IntoView {
    let t = use_texts();
    let country = country(t, &address.country);
    view! {
        <address class="text-sm leading-relaxed not-italic text-muted">
            {address.name} <br/> {(!address.company.is_empty()).then(|| view! { {address.company} <br/> })} {address.street} <br/>
            {address.postal_code} " " {address.city} <br/> {country}
        </address>
    }
}
