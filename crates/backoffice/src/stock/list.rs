//! The table of variants.

use domain::backoffice::{StockList, StockQuery, StockRow};
use leptos::prelude::*;
use ui::{Badge, CELL, Column, EmptyState, FIGURE_CELL, LinkButton, Look, RowLink, Shape, Table, Tone, button_class};

use super::{
    bulk::{BulkForm, FORM, StockBulkFields},
    query::{TABLE, address},
};
use crate::{
    table::{Pages, row_link},
    text::use_texts,
};

/// The rows, and the way to more of them.
#[component]
pub fn List(
    /// The rows.
    list: StockList,
    /// What the address asks for.
    wanted: Memo<StockQuery>,
) -> impl IntoView {
    let t = use_texts();
    let StockList { rows, next, .. } = list;
    if rows.is_empty() {
        return view! {
            <EmptyState shape=Shape::Shelf title=t.stock.none_title text=t.stock.none_text>
                <LinkButton href=TABLE look=Look::Small>{t.stock.all}</LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    let columns = vec![
        Column::words(t.stock.item),
        Column::figures(t.stock.available),
        Column::figures(t.stock.held),
        Column::figures(t.stock.sold).with("max-md:hidden panel-hidden"),
        Column::words(t.stock.backorder).with("max-md:hidden panel-hidden"),
    ];
    let asked = wanted.get_untracked();
    let rows = rows.into_iter().map(|row| view! { <Row row wanted/> }).collect_view();
    let fields = wanted.with_untracked(|wanted| StockBulkFields {
        q: wanted.search.clone(),
        low: if wanted.low { "1".to_owned() } else { String::new() },
        ..StockBulkFields::default()
    });
    view! {
        <div class="px-2 md:px-5">
            <Table caption=t.frame.stock columns name="stock">{rows}</Table>
        </div>
        <Pages after=asked.after.clone() next to=move |after| address(TABLE, &StockQuery { after, ..asked.clone() })/>
        <div class="px-5 pt-6 pb-16 md:px-8">
            <details class="offered" data-testid="several">
                <summary class=button_class(Look::Small)>{t.bookings.open}</summary>
                <div class="mt-3 max-w-page rounded-sm border border-hairline p-4"><BulkForm fields choosing=true wrong=Vec::new()/></div>
            </details>
        </div>
    }
    .into_any()
}

#[component]
fn Row(row: StockRow, wanted: Memo<StockQuery>) -> impl IntoView {
    let t = use_texts();
    let StockRow { sku, name, options, level, for_sale, is_low } = row;
    let of = sku.clone();
    let (href, current) = row_link(format!("{TABLE}/{}", level.variant), wanted, address);
    // Colour alone would say it to some people only.
    let available = if is_low {
        view! { <Badge tone=Tone::Warn>{level.available}</Badge> <span class="sr-only">{t.stock.low}</span> }.into_any()
    } else {
        level.available.into_any()
    };
    let archived = (!for_sale).then(|| view! { <Badge>{t.stock.not_for_sale}</Badge> });
    view! {
        <tr class="row" data-sku=of data-low=is_low.then_some("")>
            <td class=CELL>
                <div class="flex items-center gap-2 md:gap-3">
                    <label class="relative z-1 -ml-2 grid size-8 shrink-0 cursor-pointer place-items-center">
                        <span class="sr-only">{t.bookings.choose(&sku)}</span>
                        <input type="checkbox" name="ids" value=level.variant.to_string() form=FORM autocomplete="off" class="checkbox"/>
                    </label>
                    <div class="min-w-0">
                        <RowLink href current>{name}</RowLink> " " {archived}
                        <span class="block text-xs text-muted">{options} " " <span class="tabular-nums">{sku}</span></span>
                    </div>
                </div>
            </td>
            <td class=FIGURE_CELL data-testid="available">{available}</td>
            <td class=FIGURE_CELL data-testid="held">{level.held}</td>
            <td class=format!("{FIGURE_CELL} max-md:hidden panel-hidden") data-testid="sold">{level.sold}</td>
            <td class=format!("{CELL} max-md:hidden panel-hidden")>{level.backorder.then(|| view! { <Badge>{t.stock.backorder_yes}</Badge> })}</td>
        </tr>
    }
}
