//! How much of a file does what.

use domain::backoffice::{ImportCounts, ImportDetail, ImportKind};
use leptos::prelude::*;

use crate::text::use_texts;

/// The counts, and what the file had that the shop cannot take over.
#[component]
pub fn Outcome(import: ImportDetail) -> impl IntoView {
    let t = use_texts();
    let ImportCounts {
        rows,
        new_products,
        changed_products,
        new_variants,
        changed_variants,
        same_variants,
        new_orders,
        order_lines,
        pictures,
        ..
    } = import.counts;
    let figure = |words: &'static str, count: u32, name: &'static str| {
        view! {
            <div class="rounded-sm bg-raised p-4" data-figure=name>
                <dt class="text-sm text-muted">{words}</dt>
                <dd class="mt-1 text-xl font-medium tabular-nums">{count}</dd>
            </div>
        }
    };
    let figures = if import.format.kind() == ImportKind::Orders {
        view! {
            {figure(t.imports.rows, rows, "rows")}
            {figure(t.imports.new_orders, new_orders, "new-orders")}
            {figure(t.imports.order_lines, order_lines, "order-lines")}
        }
        .into_any()
    } else {
        view! {
            {figure(t.imports.rows, rows, "rows")}
            {figure(t.imports.new_products, new_products, "new-products")}
            {figure(t.imports.changed_products, changed_products, "changed-products")}
            {figure(t.imports.new_variants, new_variants, "new-variants")}
            {figure(t.imports.changed_variants, changed_variants, "changed-variants")}
            {figure(t.imports.same_variants, same_variants, "same-variants")}
        }
        .into_any()
    };
    let kind = import.format.kind();
    let is_foreign = kind == ImportKind::Products && import.format != kind.own_format();
    let foreign = is_foreign.then(|| view! { <li>{t.imports.foreign}</li> });
    let pictures = (pictures > 0).then(|| view! { <li data-testid="pictures">{t.imports.pictures(pictures)}</li> });
    view! {
        <dl class="mt-6 grid max-w-page grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6" data-testid="counts">
            {figures}
        </dl>
        <ul class="mt-3 max-w-prose list-disc pl-5 text-sm text-muted empty:hidden">{foreign} {pictures}</ul>
    }
}
