//! The rows of products.

use domain::{
    backoffice::{ProductList, ProductQuery, ProductRow, ProductStatus},
    money::Money,
};
use leptos::prelude::*;
use ui::{Badge, CELL, Column, EmptyState, FIGURE_CELL, LinkButton, Look, RowLink, Shape, Table, button_class};

use super::{
    bulk::{BulkFields, BulkForm, FORM},
    picture::SmallPicture,
    query::{TABLE, address},
    words::status_words,
};
use crate::{text::use_texts, time::moment};

/// The rows, and the way to more of them.
#[component]
pub fn List(
    /// The rows.
    list: ProductList,
    /// What the address asks for.
    query: ProductQuery,
) -> impl IntoView {
    let t = use_texts();
    let ProductList { rows, next, total, .. } = list;
    if rows.is_empty() {
        return view! {
            <EmptyState shape=Shape::Bag title=t.products.none_title text=t.products.none_text>
                <LinkButton href=TABLE look=Look::Small>{t.orders.all}</LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    let columns = vec![
        Column::words(t.product.name),
        Column::words(t.product.category).with("max-xl:hidden"),
        Column::words(t.products.status).with("max-md:hidden"),
        Column::figures(t.product.variants).with("max-lg:hidden"),
        Column::figures(t.product.price),
        Column::figures(t.product.available).with("max-md:hidden"),
    ];
    let link = |after: Option<String>, words: &'static str| {
        let href = address(&ProductQuery { after, ..query.clone() });
        view! { <LinkButton href look=Look::Small>{words}</LinkButton> }
    };
    let first = query.after.is_some().then(|| link(None, t.orders.first));
    let more = next.map(|next| link(Some(next), t.orders.more));
    let rows = rows.into_iter().map(|row| view! { <Row row/> }).collect_view();
    let fields = BulkFields {
        q: query.search.clone(),
        category: query.category.clone(),
        status: query.status.map(ProductStatus::code).unwrap_or_default().to_owned(),
        ..BulkFields::default()
    };
    view! {
        <p class="px-5 pb-2 text-sm text-muted tabular-nums md:px-8" data-testid="count">{t.products.count(total)}</p>
        <div class="px-2 md:px-5"><Table caption=t.frame.products columns name="products">{rows}</Table></div>
        <p class="flex gap-3 px-5 py-6 md:px-8">{first} {more}</p>
        <div class="px-5 pb-16 md:px-8">
            <details class="offered" data-testid="several">
                <summary class=button_class(Look::Small)>{t.bulk.open}</summary>
                <div class="mt-3 max-w-page rounded-sm border border-hairline p-4"><BulkForm fields total=Some(total) wrong=Vec::new()/></div>
            </details>
        </div>
    }
    .into_any()
}

#[component]
fn Row(row: ProductRow) -> impl IntoView {
    let t = use_texts();
    let (words, tone) = status_words(t, row.status);
    let due = row.published_at.filter(|_| row.status == ProductStatus::Scheduled).map(moment);
    let prices = match row.prices {
        None => "–".to_owned(),
        Some((lowest, highest)) if lowest == highest => Money::rappen(lowest).digits(),
        Some((lowest, highest)) => format!("{} – {}", Money::rappen(lowest).digits(), Money::rappen(highest).digits()),
    };
    let status = move || {
        let due = due.clone().map(|due| view! { <span class="block text-xs text-muted tabular-nums">{due}</span> });
        view! { <Badge tone>{words}</Badge> {due} }
    };
    let href = format!("{TABLE}/{}", row.id);
    view! {
        <tr class="row" data-status=row.status.code()>
            <td class=CELL>
                <div class="flex items-center gap-2 md:gap-3">
                    <label class="relative z-1 -ml-2 grid size-8 shrink-0 cursor-pointer place-items-center">
                        <span class="sr-only">{t.bulk.choose(&row.name)}</span>
                        <input type="checkbox" name="ids" value=row.id.to_string() form=FORM class="checkbox"/>
                    </label>
                    <SmallPicture picture=row.picture class="size-12"/>
                    <div class="min-w-0">
                        <RowLink href=Signal::stored(href) current=Signal::stored(false)>{row.name}</RowLink>
                        <span class="mt-1 block md:hidden">{status()}</span>
                    </div>
                </div>
            </td>
            <td class=format!("{CELL} max-xl:hidden")>{row.category}</td>
            <td class=format!("{CELL} max-md:hidden")>{status()}</td>
            <td class=format!("{FIGURE_CELL} max-lg:hidden")>{row.variants}</td>
            <td class=FIGURE_CELL>{prices}</td>
            <td class=format!("{FIGURE_CELL} max-md:hidden")>{row.available}</td>
        </tr>
    }
}
