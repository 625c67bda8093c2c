//! An earlier order beside the table, and by itself on narrow screens.

use domain::{
    address::Address,
    backoffice::{EarlierDetail, EarlierLine, EarlierOrder},
    money::Money,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use site::load::load;
use ui::{Badge, CELL, Column, FIGURE_CELL, SidePanel, Table};

use super::{
    query::{TABLE, address, of_address},
    server_fns::read_earlier_order,
};
use crate::{
    failure::loaded,
    orders::state_words,
    table::{Panel, fact},
    text::use_texts,
    time::moment,
};

/// The earlier order that the address names.
#[component]
pub fn EarlierPanel() -> impl IntoView {
    let t = use_texts();
    let params = use_params_map();
    let order = load(move || params.read().get("id").unwrap_or_default(), read_earlier_order);
    view! {
        <SidePanel label=t.earlier.panel>{loaded(order, |order| view! { <Order order/> }.into_any())}</SidePanel>
    }
}

#[component]
fn Order(order: EarlierDetail) -> impl IntoView {
    let number = order.order.number.clone();
    let (lines, sums) = (order.order.lines.clone(), order.order.clone());
    view! {
        <Panel title=number back=|query| address(TABLE, &of_address(query)) gap="gap-6" name="earlier-order">
            <Facts order/>
            <Goods lines/>
            <Sums order=sums/>
        </Panel>
    }
}

/// Who ordered, when, and what became of it.
#[component]
fn Facts(order: EarlierDetail) -> impl IntoView {
    let t = use_texts();
    let EarlierDetail { order, imported_at, has_account, is_erased, .. } = order;
    let text = |words: &'static str, text: String| (!text.is_empty()).then(|| fact(words, text.into_any()));
    let (state, tone) = state_words(t, order.state);
    let Address { name, company, street, postal_code, city, country } = order.address;
    let place = format!("{postal_code} {city}");
    let lines = [name, company, street, place.trim().to_owned(), country];
    let address = lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ");
    let who = match (is_erased, order.email.is_empty() && address.is_empty()) {
        (true, _) => fact(t.order.customer, t.earlier.erased.into_any()),
        (false, true) => fact(t.order.customer, t.earlier.unknown.into_any()),
        (false, false) => {
            let kind = if has_account { t.order.has_account } else { t.order.guest };
            let email = view! { <span class="block break-all" data-testid="email">{order.email}</span> };
            fact(t.order.customer, view! { {email} <span class="block text-muted">{kind}</span> }.into_any())
        }
    };
    view! {
        <dl class="grid grid-cols-1 gap-x-6 gap-y-4 text-sm md:grid-cols-2" data-testid="facts">
            {fact(t.orders.state, view! { <Badge tone>{state}</Badge> " " <Badge>{t.earlier.badge}</Badge> }.into_any())}
            {fact(t.orders.placed, view! { <span class="tabular-nums">{moment(order.placed_at)}</span> }.into_any())}
            {who}
            {text(t.order.deliver_to, address)}
            {text(t.earlier.delivery, order.delivery)}
            {text(t.earlier.payment, order.payment_method)}
            {text(t.earlier.code, order.discount_code)}
            {fact(t.earlier.imported_at, view! { <span class="tabular-nums">{moment(imported_at)}</span> }.into_any())}
        </dl>
    }
}

/// What was bought.
#[component]
fn Goods(lines: Vec<EarlierLine>) -> impl IntoView {
    let t = use_texts();
    let columns = vec![Column::words(t.order.item), Column::figures(t.order.pieces), Column::figures(t.order.price)];
    let rows = lines
        .into_iter()
        .map(|line| {
            let rate = line.vat_rate.map(|rate| view! { <span class="block text-xs text-muted">{t.earlier.vat(&percent(rate))}</span> });
            view! {
                <tr class="row">
                    <td class=CELL>
                        <span class="block">{line.name}</span>
                        <span class="block text-xs text-muted">{line.options} " " <span class="tabular-nums" data-testid="sku">{line.sku}</span></span>
                        {rate}
                    </td>
                    <td class=FIGURE_CELL>{line.quantity}</td>
                    <td class=FIGURE_CELL>{Money::rappen(line.total).digits()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="goods">
            <h3 id="goods" class="mb-2 text-base font-medium">{t.order.goods}</h3>
            <div class="-mx-3"><Table caption=t.order.goods columns name="goods">{rows}</Table></div>
        </section>
    }
}

/// Basis points in per cent, without zeros at the end: `8.1`.
fn percent(rate: u32) -> String {
    let digits = format!("{}.{:02}", rate / 100, rate % 100);
    digits.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What it cost.
#[component]
fn Sums(order: EarlierOrder) -> impl IntoView {
    let t = use_texts();
    let sum = |words: &'static str, amount: i64, name: &'static str| {
        view! {
            <div class="flex justify-between gap-4 py-1" class:font-medium=name == "total" data-sum=name>
                <dt>{words}</dt>
                <dd class="tabular-nums">{Money::rappen(amount).digits()}</dd>
            </div>
        }
    };
    let discount = (order.discount_total > 0).then(|| sum(t.money.discount, -order.discount_total, "discount"));
    let refunded = (order.refunded_total > 0).then(|| sum(t.earlier.refunded, order.refunded_total, "refunded"));
    view! {
        <dl class="border-y border-hairline py-2 text-sm" data-testid="sums">
            {sum(t.money.items, order.items_total, "items")}
            {discount}
            {sum(t.money.delivery, order.delivery_fee, "delivery")}
            {sum(t.money.total, order.total, "total")}
            {refunded}
        </dl>
    }
}
