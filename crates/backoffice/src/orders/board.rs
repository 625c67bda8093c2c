//! The board of orders: a column per state, and cards that lead to the same panel as the table's rows.

use domain::{
    backoffice::{OrderColumn, OrderList, OrderQuery, OrderRow},
    money::Money,
    orders::OrderState,
};
use leptos::prelude::*;
use ui::{LinkButton, Look, RowLink, button_class};
use uuid::Uuid;

use super::{
    BoardScreen,
    arrivals::Arrivals,
    query::{TABLE, address},
    selection::{Selection, ShipForm},
    words::state_words,
};
use crate::{table::row_link, text::use_texts, time::moment};

/// The columns, beside each other where there is room.
#[component]
pub fn Board(
    /// The columns.
    screen: BoardScreen,
    /// What the address asks for.
    wanted: Memo<OrderQuery>,
    /// What the forms of the cards work with.
    selection: Selection,
) -> impl IntoView {
    let BoardScreen { columns, key } = screen;
    // What is placed comes into the first column, and leaves it when it is paid.
    let first = columns.first().map(|column| (column.state, column.list.rows.first().map(|row| row.id)));
    let arrivals = first.map(|(state, first)| {
        let wanted = OrderQuery { states: vec![state], waits: None, after: None, ..wanted.get_untracked() };
        view! { <Arrivals wanted first/> }
    });
    let shippable: Vec<OrderRow> = columns
        .iter()
        .filter(|column| column.list.may_ship)
        .flat_map(|column| column.list.rows.iter().filter(|row| may_go(row)).cloned())
        .collect();
    let columns = columns
        .into_iter()
        .map(|column| {
            let coming = if column.state == OrderState::Shipped { shippable.clone() } else { Vec::new() };
            view! { <Column column coming wanted selection key/> }
        })
        .collect_view();
    view! {
        {arrivals}
        <div class="grid grid-cols-1 items-start gap-8 px-5 pt-2 pb-10 md:grid-cols-3 md:gap-4 md:px-8" data-testid="board">{columns}</div>
    }
}

#[component]
fn Column(
    column: OrderColumn,
    /// The orders of other columns that can come into this one.
    coming: Vec<OrderRow>,
    wanted: Memo<OrderQuery>,
    selection: Selection,
    key: Uuid,
) -> impl IntoView {
    let t = use_texts();
    let OrderColumn { state, list } = column;
    let OrderList { rows, next, total, is_more, may_ship, .. } = list;
    let heading = format!("column-{}", state.code());
    let named = heading.clone();
    let count = if is_more { t.orders.more_than(&total.to_string()) } else { t.orders.count(total) };
    let none = rows.is_empty().then(|| view! { <p class="mt-3 text-sm text-muted">{t.orders.column_empty}</p> });
    let all = next.is_some().then(|| {
        let href = wanted
            .with_untracked(|wanted| address(TABLE, &OrderQuery { board: false, states: vec![state], waits: None, ..wanted.clone() }));
        view! { <p class="mt-4"><LinkButton href look=Look::Small>{t.orders.column_all}</LinkButton></p> }
    });
    let cards = view! {
        <For each=move || rows.clone() key=|row| (row.id, row.version) let:row>
            <Card row wanted selection may_ship key/>
        </For>
    };
    let coming = move || coming.iter().filter(|row| selection.is_going(row)).cloned().collect::<Vec<_>>();
    view! {
        <section aria-labelledby=named class="min-w-0" data-column=state.code()>
            <h2 id=heading class="border-b border-ink/30 pb-2 text-base font-medium">
                {state_words(t, state).0} <span class="block text-xs font-normal text-muted tabular-nums">{count}</span>
            </h2>
            {none}
            <ul class="mt-3 grid gap-3 empty:hidden">
                <For each=coming key=|row| row.id let:row>
                    <Coming row/>
                </For>
                {cards}
            </ul>
            {all}
        </section>
    }
}

/// An order. The link is as large as the card; what can be done lies above it.
#[component]
fn Card(row: OrderRow, wanted: Memo<OrderQuery>, selection: Selection, may_ship: bool, key: Uuid) -> impl IntoView {
    let t = use_texts();
    let (href, current) = row_link(format!("{TABLE}/{}", row.id), wanted, address);
    let sent = format!("{} {}/{}", t.orders.sent, row.sent, row.pieces);
    let number = row.number.clone();
    // The one move that needs nothing but a second look; all others lie in the panel.
    let is_going = {
        let row = row.clone();
        move || selection.is_going(&row)
    };
    let ship = (may_ship && may_go(&row)).then(|| {
        view! {
            <details class="offered relative z-10 mt-3" data-testid="ship-card">
                <summary class=button_class(Look::Small)>{t.orders.ship_all}</summary>
                <div class="mt-3"><ShipForm selection key row=row.clone()/></div>
            </details>
        }
    });
    view! {
        <li
            class="relative min-w-0 rounded-sm border border-hairline p-3 text-sm hover:bg-raised has-[.row-link[aria-current]]:bg-faint"
            data-order=number
            data-state=row.state.code()
            class:hidden=is_going
        >
            <p class="flex flex-wrap items-baseline justify-between gap-x-3">
                <RowLink href current>{row.number.clone()}</RowLink>
                <span class="tabular-nums">{Money::rappen(row.total).to_string()}</span>
            </p>
            <p class="mt-1 truncate">{row.name.clone()}</p>
            <p class="mt-1 flex flex-wrap gap-x-3 text-xs text-muted tabular-nums"><span>{moment(row.placed_at)}</span> <span>{sent}</span></p>
            {ship}
        </li>
    }
}

/// An order on its way into a column, until the shop has said yes.
#[component]
fn Coming(row: OrderRow) -> impl IntoView {
    let OrderRow { number, total, name, .. } = row;
    let coming = number.clone();
    view! {
        <li class="expected min-w-0 rounded-sm border border-hairline p-3 text-sm" data-coming=coming>
            <p class="flex flex-wrap items-baseline justify-between gap-x-3">
                <span>{number}</span>
                <span class="tabular-nums">{Money::rappen(total).to_string()}</span>
            </p>
            <p class="mt-1 truncate">{name}</p>
        </li>
    }
}

/// Whether all that is left of an order can go to the carrier.
fn may_go(row: &OrderRow) -> bool {
    row.state == OrderState::Paid && row.sent < row.pieces
}
