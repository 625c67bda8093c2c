//! Sums: goods, delivery, tax, total.

use domain::{cart::CartView, money::Money, orders::DeliveryMethodView, vat::VatShare};
use leptos::prelude::*;

use crate::text::{Texts, use_texts};

/// Sums ready to be shown, in rappen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// The goods.
    pub items: i64,
    /// The delivery fee in words.
    pub delivery: String,
    /// The words before the total.
    pub total_words: &'static str,
    /// What is paid.
    pub total: i64,
    /// Tax contained, per rate.
    pub vat: Vec<VatShare>,
    /// What is missing to free delivery, in words.
    pub hint: Option<String>,
}

/// The sums of a cart with the chosen delivery method, or with the cheapest while none is chosen.
pub fn sums(t: &'static Texts, cart: &CartView, chosen: Option<&str>) -> Sums {
    let method = match chosen {
        Some(code) => cart.delivery_methods.iter().find(|method| method.code == code),
        None => cart.delivery_methods.first(),
    };
    let fee = method.map_or(0, |method| method.fee);
    let amount = fee_words(t, fee);
    let goods: Vec<_> = cart.vat.iter().map(|share| (share.rate, share.gross)).collect();
    Sums {
        items: cart.items_total,
        delivery: if chosen.is_none() && fee > 0 && cart.delivery_methods.len() > 1 { t.cart.fee_from(&amount) } else { amount },
        total_words: if chosen.is_some() { t.cart.total } else { t.cart.estimated },
        total: cart.items_total + fee,
        vat: domain::vat::shares(&goods, fee),
        hint: method.and_then(|method| missing(t, method, cart.items_total)),
    }
}

/// A fee in words.
pub fn fee_words(t: &'static Texts, fee: i64) -> String {
    if fee == 0 { t.cart.free.to_owned() } else { Money::rappen(fee).to_string() }
}

fn missing(t: &'static Texts, method: &DeliveryMethodView, items: i64) -> Option<String> {
    let missing = method.free_from? - items;
    (missing > 0 && items > 0).then(|| t.cart.free_delivery_at(&Money::rappen(missing).to_string()))
}

/// What a screen reader is told after a change.
pub fn spoken(t: &'static Texts, cart: &CartView) -> String {
    if cart.pieces == 0 {
        return t.cart.empty.to_owned();
    }
    format!("{}. {} {}", t.nav.cart_with(cart.pieces), t.cart.items, Money::rappen(cart.items_total))
}

/// The sums as a list.
#[component]
pub fn Totals(
    /// The sums.
    sums: Sums,
) -> impl IntoView {
    let t = use_texts();
    let taxes = sums
        .vat
        .iter()
        .map(|share| {
            view! {
                <div class="flex justify-between gap-4 text-sm text-muted">
                    <dt>{t.cart.vat(&share.rate.to_string())}</dt>
                    <dd class="tabular-nums">{Money::rappen(share.vat).to_string()}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <dl class="space-y-2">
            <div class="flex justify-between gap-4">
                <dt>{t.cart.items}</dt>
                <dd class="tabular-nums">{Money::rappen(sums.items).to_string()}</dd>
            </div>
            <div class="flex justify-between gap-4">
                <dt>{t.cart.delivery}</dt>
                <dd class="tabular-nums">{sums.delivery}</dd>
            </div>
            <div class="flex items-baseline justify-between gap-4 border-t border-hairline pt-3">
                <dt class="font-medium">{sums.total_words}</dt>
                <dd class="text-lg font-medium whitespace-nowrap tabular-nums" data-testid="total">{Money::rappen(sums.total).to_string()}</dd>
            </div>
            {taxes}
        </dl>
        {sums.hint.map(|hint| view! { <p class="mt-4 text-sm text-muted">{hint}</p> })}
    }
}
