//! What was ordered, and how much of it is sent.

use domain::{
    backoffice::{LineDetail, OrderDetail},
    money::Money,
};
use leptos::prelude::*;
use ui::{CELL, Column, FIGURE_CELL, Table};

use crate::text::use_texts;

/// A row per line.
#[component]
pub fn Goods(
    /// The order.
    order: OrderDetail,
) -> impl IntoView {
    let t = use_texts();
    let columns =
        vec![Column::words(t.order.item), Column::figures(t.order.pieces), Column::figures(t.orders.sent), Column::figures(t.order.price)];
    let rows = order.lines.into_iter().map(|line| view! { <Line line/> }).collect_view();
    view! {
        <section aria-labelledby="goods">
            <h3 id="goods" class="mb-2 text-base font-medium">{t.order.goods}</h3>
            <div class="-mx-3"><Table caption=t.order.goods columns name="goods">{rows}</Table></div>
        </section>
    }
}

#[component]
fn Line(line: LineDetail) -> impl IntoView {
    let LineDetail { line, to_ship, .. } = line;
    let sent = line.quantity.saturating_sub(to_ship);
    view! {
        <tr class="row" data-position=line.position>
            <td class=CELL>
                <span class="block">{line.name}</span>
                <span class="block text-xs text-muted">{line.options} " " <span class="tabular-nums" data-testid="sku">{line.sku}</span></span>
            </td>
            <td class=FIGURE_CELL>{line.quantity}</td>
            <td class=FIGURE_CELL data-testid="sent">{sent}</td>
            <td class=FIGURE_CELL>{Money::rappen(line.total).digits()}</td>
        </tr>
    }
}
