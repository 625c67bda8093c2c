//! The table of vouchers.

use domain::backoffice::{VoucherList, VoucherQuery, VoucherRow};
use leptos::prelude::*;
use ui::{Badge, CELL, Column, EmptyState, FIGURE_CELL, LinkButton, Look, RowLink, Shape, Table};

use super::{
    query::{TABLE, address},
    words::{benefit_words, period_words, state_words, uses_words},
};
use crate::{
    table::{Pages, row_link},
    text::use_texts,
};

/// The rows, and the way to more of them.
#[component]
pub fn List(
    /// The rows.
    list: VoucherList,
    /// What the address asks for.
    wanted: Memo<VoucherQuery>,
) -> impl IntoView {
    let t = use_texts();
    let VoucherList { rows, next } = list;
    if rows.is_empty() {
        return view! {
            <EmptyState shape=Shape::Label title=t.vouchers.none_title text=t.vouchers.none_text>
                <LinkButton href=TABLE look=Look::Small>{t.vouchers.all}</LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    let columns = vec![
        Column::words(t.vouchers.code),
        Column::words(t.vouchers.state),
        Column::figures(t.vouchers.uses),
        Column::words(t.vouchers.period).with("max-md:hidden panel-hidden"),
    ];
    let asked = wanted.get_untracked();
    let rows = rows.into_iter().map(|row| view! { <Row row wanted/> }).collect_view();
    view! {
        <div class="px-2 md:px-5">
            <Table caption=t.frame.vouchers columns name="vouchers">{rows}</Table>
        </div>
        <Pages after=asked.after.clone() next to=move |after| address(TABLE, &VoucherQuery { after, ..asked.clone() })/>
    }
    .into_any()
}

#[component]
fn Row(row: VoucherRow, wanted: Memo<VoucherQuery>) -> impl IntoView {
    let t = use_texts();
    let VoucherRow { id, code, benefit, state, uses, limits, is_for_some, .. } = row;
    let of = code.clone();
    let (href, current) = row_link(format!("{TABLE}/{id}"), wanted, address);
    let (words, tone) = state_words(t, state);
    let some = is_for_some.then(|| format!(" · {}", t.vouchers.some_categories));
    view! {
        <tr class="row" data-code=of data-state=state.code()>
            <td class=CELL>
                <RowLink href current>{code}</RowLink>
                <span class="block text-xs text-muted">{benefit_words(t, benefit)} {some}</span>
            </td>
            <td class=CELL><Badge tone>{words}</Badge></td>
            <td class=FIGURE_CELL data-testid="uses">{uses_words(t, uses, limits.most_uses)}</td>
            <td class=format!("{CELL} max-md:hidden panel-hidden")>{period_words(t, &limits)}</td>
        </tr>
    }
}
