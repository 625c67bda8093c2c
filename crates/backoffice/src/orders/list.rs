//! The table of orders.

use domain::{
    backoffice::{OrderList, OrderQuery, OrderRow},
    money::Money,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use ui::{Badge, CELL, Column, EmptyState, FIGURE_CELL, LinkButton, Look, RowLink, Shape, Table};

use super::{
    arrivals::Arrivals,
    query::{TABLE, address},
    words::{payment_words, state_words},
};
use crate::{text::use_texts, time::moment};

/// The rows, and the way to more of them.
#[component]
pub fn List(
    /// The rows.
    list: OrderList,
    /// What the address asks for.
    wanted: Memo<OrderQuery>,
) -> impl IntoView {
    let t = use_texts();
    let OrderList { rows, next, total, is_more } = list;
    let arrivals = view! { <Arrivals wanted=wanted.get_untracked() first=rows.first().map(|row| row.id)/> };
    if rows.is_empty() {
        return view! {
            {arrivals}
            <EmptyState shape=Shape::List title=t.orders.none_title text=t.orders.none_text>
                <LinkButton href=TABLE look=Look::Small>{t.orders.all}</LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    let columns = vec![
        Column::words(t.orders.number),
        Column::words(t.orders.placed).with("max-md:hidden panel-hidden"),
        Column::words(t.orders.customer).with("max-md:hidden"),
        Column::words(t.orders.state),
        Column::words(t.orders.payment).with("max-xl:hidden panel-hidden"),
        Column::figures(t.orders.sent).with("max-xl:hidden panel-hidden"),
        Column::figures(t.orders.total),
    ];
    let count = if is_more { t.orders.more_than(&total.to_string()) } else { t.orders.count(total) };
    let more = next.map(|next| {
        let href = wanted.with_untracked(|wanted| address(TABLE, &OrderQuery { after: Some(next), ..wanted.clone() }));
        view! { <LinkButton href look=Look::Small>{t.orders.more}</LinkButton> }
    });
    let first =
        wanted.with_untracked(|wanted| wanted.after.is_some().then(|| address(TABLE, &OrderQuery { after: None, ..wanted.clone() })));
    let first = first.map(|href| view! { <LinkButton href look=Look::Small>{t.orders.first}</LinkButton> });
    let rows = rows.into_iter().map(|row| view! { <Row row wanted/> }).collect_view();
    view! {
        {arrivals}
        <p class="px-5 pb-2 text-sm text-muted tabular-nums md:px-8" data-testid="count">{count}</p>
        <div class="px-2 md:px-5">
            <Table caption=t.frame.orders columns name="orders">{rows}</Table>
        </div>
        <p class="flex gap-3 px-5 py-6 md:px-8">{first} {more}</p>
    }
    .into_any()
}

#[component]
fn Row(row: OrderRow, wanted: Memo<OrderQuery>) -> impl IntoView {
    let t = use_texts();
    let here = use_location().pathname;
    let page = format!("{TABLE}/{}", row.id);
    let (state, tone) = state_words(t, row.state);
    let payment = row.payment.map(|payment| {
        let (words, tone) = payment_words(t, payment);
        view! { <Badge tone>{words}</Badge> }
    });
    let current = {
        let page = page.clone();
        Signal::derive(move || here.with(|here| here.starts_with(&page)))
    };
    let href = Signal::derive(move || wanted.with(|wanted| address(&page, wanted)));
    let sent = format!("{}/{}", row.sent, row.pieces);
    view! {
        <tr class="row" data-state=row.state.code()>
            <td class=format!("{CELL} whitespace-nowrap")><RowLink href current>{row.number}</RowLink></td>
            <td class=format!("{CELL} whitespace-nowrap tabular-nums max-md:hidden panel-hidden")>{moment(row.placed_at)}</td>
            <td class=format!("{CELL} max-md:hidden")>
                <span class="block max-w-60 truncate">{row.name}</span>
                <span class="block max-w-60 truncate text-xs text-muted panel-hidden">{row.email}</span>
            </td>
            <td class=CELL><Badge tone>{state}</Badge></td>
            <td class=format!("{CELL} max-xl:hidden panel-hidden")>{payment}</td>
            <td class=format!("{FIGURE_CELL} max-xl:hidden panel-hidden")>{sent}</td>
            <td class=FIGURE_CELL>{Money::rappen(row.total).to_string()}</td>
        </tr>
    }
}
