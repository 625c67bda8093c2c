//! The table of orders.

use domain::{
    backoffice::{OrderList, OrderQuery, OrderRow},
    money::Money,
    orders::OrderState,
};
use leptos::prelude::*;
use ui::{Badge, CELL, Column, EmptyState, FIGURE_CELL, LinkButton, Look, RowLink, Shape, Table};

use super::{
    TableScreen,
    arrivals::Arrivals,
    query::{TABLE, address},
    selection::{SelectBox, Selection, SelectionForm},
    words::{payment_words, state_words},
};
use crate::{earlier::EarlierFound, table::row_link, text::use_texts, time::moment};

/// The rows, and the way to more of them.
#[component]
pub fn List(
    /// The rows.
    screen: TableScreen,
    /// What the address asks for.
    wanted: Memo<OrderQuery>,
    /// What the form around the table works with.
    selection: Selection,
) -> impl IntoView {
    let t = use_texts();
    let TableScreen { list: OrderList { rows, next, total, is_more, may_ship, earlier }, key } = screen;
    let arrivals = view! { <Arrivals wanted=wanted.get_untracked() first=rows.first().map(|row| row.id)/> };
    let earlier = view! { <EarlierFound words=wanted.with_untracked(|wanted| wanted.search.clone()) count=earlier/> };
    if rows.is_empty() {
        return view! {
            {arrivals}
            {earlier}
            <EmptyState shape=Shape::List title=t.orders.none_title text=t.orders.none_text>
                <LinkButton href=TABLE look=Look::Small>{t.orders.all}</LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    let boxes = may_ship.then(|| Column::unseen(t.orders.select));
    let columns = boxes.into_iter().chain([
        Column::words(t.orders.number),
        Column::words(t.orders.placed).with("max-md:hidden panel-hidden"),
        Column::words(t.orders.customer).with("max-md:hidden"),
        Column::words(t.orders.state),
        Column::words(t.orders.payment).with("max-xl:hidden panel-hidden"),
        Column::figures(t.orders.sent).with("max-xl:hidden panel-hidden"),
        Column::figures(t.orders.total),
    ]);
    let columns = columns.collect();
    let count = if is_more { t.orders.more_than(&total.to_string()) } else { t.orders.count(total) };
    let more = next.map(|next| {
        let href = wanted.with_untracked(|wanted| address(TABLE, &OrderQuery { after: Some(next), ..wanted.clone() }));
        view! { <LinkButton href look=Look::Small>{t.orders.more}</LinkButton> }
    });
    let first =
        wanted.with_untracked(|wanted| wanted.after.is_some().then(|| address(TABLE, &OrderQuery { after: None, ..wanted.clone() })));
    let first = first.map(|href| view! { <LinkButton href look=Look::Small>{t.orders.first}</LinkButton> });
    // By version as well: a box that kept its tick would be about what nobody has seen.
    let rows = view! {
        <For each=move || rows.clone() key=|row| (row.id, row.version) let:row>
            <Row row wanted selection may_ship/>
        </For>
    };
    let table = view! {
        <div class="px-2 md:px-5">
            <Table caption=t.frame.orders columns name="orders">{rows}</Table>
        </div>
    };
    let table = if may_ship { view! { <SelectionForm selection key>{table}</SelectionForm> }.into_any() } else { table.into_any() };
    view! {
        {arrivals}
        {earlier}
        <p class="px-5 pb-2 text-sm text-muted tabular-nums md:px-8" data-testid="count">{count}</p>
        {table}
        <p class="flex gap-3 px-5 py-6 md:px-8">{first} {more}</p>
    }
    .into_any()
}

#[component]
fn Row(row: OrderRow, wanted: Memo<OrderQuery>, selection: Selection, may_ship: bool) -> impl IntoView {
    let t = use_texts();
    let state = {
        let row = row.clone();
        move || {
            let is_going = selection.is_going(&row);
            let (state, tone) = state_words(t, if is_going { OrderState::Shipped } else { row.state });
            view! { <span class:expected=is_going><Badge tone>{state}</Badge></span> }
        }
    };
    let payment = row.payment.map(|payment| {
        let (words, tone) = payment_words(t, payment);
        view! { <Badge tone>{words}</Badge> }
    });
    let (href, current) = row_link(format!("{TABLE}/{}", row.id), wanted, address);
    let sent = format!("{}/{}", row.sent, row.pieces);
    let select = may_ship.then(|| view! { <td class="w-11 py-2 pl-1 align-middle"><SelectBox row=row.clone()/></td> });
    view! {
        <tr class="row" data-state=row.state.code()>
            {select}
            <td class=format!("{CELL} whitespace-nowrap")><RowLink href current>{row.number}</RowLink></td>
            <td class=format!("{CELL} whitespace-nowrap tabular-nums max-md:hidden panel-hidden")>{moment(row.placed_at)}</td>
            <td class=format!("{CELL} max-md:hidden")>
                <span class="block max-w-60 truncate">{row.name}</span>
                <span class="block max-w-60 truncate text-xs text-muted panel-hidden">{row.email}</span>
            </td>
            <td class=CELL>{state}</td>
            <td class=format!("{CELL} max-xl:hidden panel-hidden")>{payment}</td>
            <td class=format!("{FIGURE_CELL} max-xl:hidden panel-hidden")>{sent}</td>
            <td class=FIGURE_CELL>{Money::rappen(row.total).to_string()}</td>
        </tr>
    }
}
