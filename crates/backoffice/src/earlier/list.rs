//! The table of earlier orders.

use domain::{
    backoffice::{EarlierList, EarlierQuery, EarlierRow},
    money::Money,
};
use leptos::prelude::*;
use ui::{Badge, CELL, Column, EmptyState, FIGURE_CELL, RowLink, Shape, Table};

use super::query::{TABLE, address};
use crate::{
    orders::state_words,
    table::{Pages, row_link},
    text::use_texts,
    time::moment,
};

/// The rows, and the way to more of them.
#[component]
pub fn List(
    /// The rows.
    list: EarlierList,
    /// What the address asks for.
    wanted: Memo<EarlierQuery>,
) -> impl IntoView {
    let t = use_texts();
    let EarlierList { rows, next } = list;
    if rows.is_empty() {
        return view! { <EmptyState shape=Shape::Clock title=t.earlier.none_title text=t.earlier.none_text/> }.into_any();
    }
    let columns = vec![
        Column::words(t.orders.number),
        Column::words(t.orders.placed).with("max-md:hidden panel-hidden"),
        Column::words(t.orders.customer).with("max-md:hidden"),
        Column::words(t.orders.state),
        Column::figures(t.orders.total),
    ];
    let asked = wanted.get_untracked();
    let rows = rows.into_iter().map(|row| view! { <Row row wanted/> }).collect_view();
    view! {
        <div class="px-2 md:px-5"><Table caption=t.earlier.title columns name="earlier-orders">{rows}</Table></div>
        <Pages after=asked.after.clone() next to=move |after| address(TABLE, &EarlierQuery { after, ..asked.clone() })/>
    }
    .into_any()
}

#[component]
fn Row(row: EarlierRow, wanted: Memo<EarlierQuery>) -> impl IntoView {
    let t = use_texts();
    let (state, tone) = state_words(t, row.state);
    let (href, current) = row_link(format!("{TABLE}/{}", row.id), wanted, address);
    view! {
        <tr class="row" data-state=row.state.code()>
            <td class=CELL><RowLink href current>{row.number}</RowLink></td>
            <td class=format!("{CELL} whitespace-nowrap tabular-nums max-md:hidden panel-hidden")>{moment(row.placed_at)}</td>
            <td class=format!("{CELL} max-md:hidden")>
                <span class="block max-w-60 truncate">{row.name}</span>
                <span class="block max-w-60 truncate text-xs text-muted panel-hidden">{row.email}</span>
            </td>
            <td class=CELL><Badge tone>{state}</Badge></td>
            <td class=FIGURE_CELL>{Money::rappen(row.total).to_string()}</td>
        </tr>
    }
}
