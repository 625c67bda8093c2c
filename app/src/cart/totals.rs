//! Sums: goods, delivery, tax, total.

use domain::{
    cart::CartView,
    money::Money,
    orders::{Benefit, DeliveryMethodView, VoucherProblem},
    vat::VatShare,
};
use leptos::prelude::*;

use crate::{
    pages::voucher_words,
    text::{Texts, use_texts},
};

/// Sums ready to be shown, in rappen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// The goods.
    pub items: i64,
    /// The voucher.
    pub voucher: Option<VoucherLine>,
    /// The delivery fee in words.
    pub delivery: String,
    /// The words before the total.
    pub total_words: &'static str,
    /// What it costs.
    pub total: i64,
    /// The gift card's name and what it pays of the total.
    pub gift_card: Option<(String, i64)>,
    /// Tax contained, per rate.
    pub vat: Vec<VatShare>,
    /// What is missing to free delivery, in words.
    pub hint: Option<String>,
}

/// A voucher's line in the sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoucherLine {
    /// Its name.
    pub name: String,
    /// What it gives, in words.
    pub gives: String,
    /// Why it gives nothing, in words.
    pub problem: Option<String>,
}

impl VoucherLine {
    /// The line of a voucher with what it takes off the goods, or why it takes nothing off.
    pub fn new(t: &'static Texts, code: &str, benefit: Benefit, outcome: Result<i64, VoucherProblem>) -> Self {
        let gives = match (benefit, outcome) {
            (Benefit::FreeDelivery, Ok(_)) => t.code.free_delivery.to_owned(),
            (Benefit::Percent(_) | Benefit::Amount(_), Ok(discount)) => Money::rappen(-discount).to_string(),
            (_, Err(_)) => Money::rappen(0).to_string(),
        };
        Self { name: t.code.voucher(code), gives, problem: outcome.err().map(|problem| voucher_words(t, problem)) }
    }
}

/// The sums of a cart with the chosen delivery method, or with the cheapest while none is chosen.
pub fn sums(t: &'static Texts, cart: &CartView, chosen: Option<&str>) -> Sums {
    let method = match chosen {
        Some(code) => cart.delivery_methods.iter().find(|method| method.code == code),
        None => cart.delivery_methods.first(),
    };
    let fee = method.map_or(0, |method| method.fee);
    let amount = fee_words(t, fee);
    let total = cart.total(fee);
    let voucher = cart
        .voucher
        .as_ref()
        .map(|voucher| VoucherLine::new(t, &voucher.code, voucher.benefit, cart.voucher_problem.map_or(Ok(cart.discount), Err)));
    Sums {
        items: cart.items_total,
        voucher,
        delivery: if chosen.is_none() && fee > 0 && cart.delivery_methods.len() > 1 { t.cart.fee_from(&amount) } else { amount },
        total_words: if chosen.is_some() { t.cart.total } else { t.cart.estimated },
        total,
        gift_card: cart.gift_card.as_ref().map(|card| (t.code.gift_card(&card.ending), card.pays(total))),
        vat: cart.vat_with(fee),
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
    let voucher = sums.voucher.map(|voucher| {
        view! {
            <div class="flex justify-between gap-4" data-testid="voucher">
                <dt>
                    {voucher.name} {voucher.problem.map(|problem| view! { <span class="block text-sm text-warn">{problem}</span> })}
                </dt>
                <dd class="whitespace-nowrap tabular-nums">{voucher.gives}</dd>
            </div>
        }
    });
    let gift_card = sums.gift_card.map(|(name, pays)| {
        view! {
            <div class="flex justify-between gap-4" data-testid="gift-card">
                <dt>{name}</dt>
                <dd class="whitespace-nowrap tabular-nums">{Money::rappen(-pays).to_string()}</dd>
            </div>
            <div class="flex items-baseline justify-between gap-4 border-t border-hairline pt-3">
                <dt class="font-medium">{t.cart.due}</dt>
                <dd class="text-lg font-medium whitespace-nowrap tabular-nums" data-testid="due">
                    {Money::rappen(sums.total - pays).to_string()}
                </dd>
            </div>
        }
    });
    view! {
        <dl class="space-y-2">
            <div class="flex justify-between gap-4">
                <dt>{t.cart.items}</dt>
                <dd class="tabular-nums">{Money::rappen(sums.items).to_string()}</dd>
            </div>
            {voucher}
            <div class="flex justify-between gap-4">
                <dt>{t.cart.delivery}</dt>
                <dd class="tabular-nums">{sums.delivery}</dd>
            </div>
            <div class="flex items-baseline justify-between gap-4 border-t border-hairline pt-3">
                <dt class="font-medium">{sums.total_words}</dt>
                <dd class="text-lg font-medium whitespace-nowrap tabular-nums" data-testid="total">{Money::rappen(sums.total).to_string()}</dd>
            </div>
            {gift_card}
            {taxes}
        </dl>
        {sums.hint.map(|hint| view! { <p class="mt-4 text-sm text-muted">{hint}</p> })}
    }
}
