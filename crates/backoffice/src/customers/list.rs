//! The table of customers.

use domain::backoffice::{CustomerList, CustomerQuery, CustomerRow};
use leptos::prelude::*;
use ui::{Badge, CELL, Column, EmptyState, FIGURE_CELL, LinkButton, Look, RowLink, Shape, Table, Tone};

use super::{
    query::{TABLE, address},
    words::kind_words,
};
use crate::{
    table::{Pages, row_link},
    text::use_texts,
    time::moment,
};

/// The rows, and the way to more of them.
#[component]
pub fn List(
    /// The rows.
    list: CustomerList,
    /// What the address asks for.
    wanted: Memo<CustomerQuery>,
) -> impl IntoView {
    let t = use_texts();
    let CustomerList { rows, next, sees_orders } = list;
    if rows.is_empty() {
        return view! {
            <EmptyState shape=Shape::Person title=t.customer.none_title text=t.customer.none_text>
                <LinkButton href=TABLE look=Look::Small>{t.customer.all}</LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    let columns = [
        Column::words(t.customer.email),
        Column::words(t.customer.kind).with("max-md:hidden"),
        Column::words(t.customer.since).with("max-xl:hidden panel-hidden"),
    ];
    let columns = columns.into_iter().chain(sees_orders.then(|| Column::figures(t.frame.orders))).collect();
    let asked = wanted.get_untracked();
    let rows = rows.into_iter().map(|row| view! { <Row row wanted sees_orders/> }).collect_view();
    view! {
        <div class="px-2 md:px-5">
            <Table caption=t.frame.customers columns name="customers">{rows}</Table>
        </div>
        <Pages after=asked.after.clone() next to=move |after| address(TABLE, &CustomerQuery { after, ..asked.clone() })/>
    }
    .into_any()
}

#[component]
fn Row(row: CustomerRow, wanted: Memo<CustomerQuery>, sees_orders: bool) -> impl IntoView {
    let t = use_texts();
    let CustomerRow { id, kind, email, name, closed, since, orders } = row;
    let (href, current) = row_link(format!("{TABLE}/{id}"), wanted, address);
    let (words, tone) = kind_words(t, kind);
    let closed = closed.then(|| view! { " " <Badge tone=Tone::Warn>{t.customer.closed}</Badge> });
    let orders = sees_orders.then(|| view! { <td class=FIGURE_CELL data-testid="orders">{orders.unwrap_or(0)}</td> });
    view! {
        <tr class="row" data-kind=kind.code()>
            <td class=format!("{CELL} break-all")>
                <RowLink href current>{email}</RowLink> {closed}
                <span class="block text-xs text-muted">{name}</span>
            </td>
            <td class=format!("{CELL} max-md:hidden")><Badge tone>{words}</Badge></td>
            <td class=format!("{CELL} whitespace-nowrap tabular-nums max-xl:hidden panel-hidden")>{moment(since)}</td>
            {orders}
        </tr>
    }
}
