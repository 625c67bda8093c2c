//! A product's variants, a row for each.

use domain::backoffice::{LONGEST_SKU, VariantDetail, variant_field};
use leptos::prelude::*;
use ui::CellField;

use super::{editor::Wrong, fields::VariantFields};
use crate::text::{Texts, use_texts};

/// The rows' columns on wide screens.
const GRID: &str = "md:grid-cols-[minmax(0,1fr)_11rem_6.5rem_6.5rem_5.5rem_5.5rem]";

/// The rows; on narrow screens each one's fields are below one another.
#[component]
pub fn Variants(
    /// What the fields begin with.
    rows: Vec<VariantFields>,
    /// The variants as they are stored.
    known: Vec<VariantDetail>,
    /// What is wrong with them.
    wrong: Wrong,
) -> impl IntoView {
    let t = use_texts();
    let error = wrong.with(t, "variants").get_untracked();
    let rows = rows
        .into_iter()
        .enumerate()
        .map(|(index, row)| {
            let known = known.iter().find(|variant| variant.id.to_string() == row.id).cloned();
            view! { <Row index row known wrong=wrong.clone()/> }
        })
        .collect_view();
    view! {
        <section aria-labelledby="variants">
            <h2 id="variants" tabindex="-1" class="text-lg font-medium">{t.product.variants}</h2>
            {error.map(|error| view! { <p class="mt-2 text-sm text-bad">{error}</p> })}
            {head(t)}
            <ul class="max-md:mt-4" data-testid="variants">{rows}</ul>
        </section>
    }
}

/// The heads of the columns; each field has its own label for screen readers.
fn head(t: &'static Texts) -> impl IntoView {
    let heads = [t.product.variant, t.product.sku, t.product.price, t.product.compare_at, t.product.weight, t.products.archived]
        .map(|words| view! { <span>{words}</span> })
        .collect_view();
    view! {
        <div aria-hidden="true" class=format!("mt-4 hidden gap-3 border-b border-hairline pb-2 text-xs text-muted md:grid {GRID}")>{heads}</div>
    }
}

#[component]
fn Row(index: usize, row: VariantFields, known: Option<VariantDetail>, wrong: Wrong) -> impl IntoView {
    let t = use_texts();
    let name = move |field: &str| format!("fields[variants][{index}][{field}]");
    let field = |field: &'static str, label: &'static str, value: String, most: usize| {
        let id = variant_field(field, index);
        let error = wrong.with(t, &id);
        let inputmode = match field {
            "sku" => "text",
            "weight_grams" => "numeric",
            _ => "decimal",
        };
        view! { <CellField id name=name(field) label value most inputmode error/> }
    };
    let (options, available) = known.map(|variant| (variant.options, variant.available)).unwrap_or_default();
    let words = if options.is_empty() { t.product.only_variant.to_owned() } else { options };
    let archived = variant_field("archived", index);
    let is_archived = !row.archived.is_empty();
    view! {
        <li class="border-b border-hairline py-3">
            <fieldset class="min-w-0">
                <legend class="sr-only">{words.clone()}</legend>
                <div class=format!("grid grid-cols-2 items-start gap-3 {GRID}")>
                    <p class="self-center text-sm max-md:col-span-2">
                        {words} <span class="block text-xs text-muted tabular-nums">{t.product.pieces(&available.to_string())}</span>
                    </p>
                    <input type="hidden" name=name("id") value=row.id/>
                    {field("sku", t.product.sku, row.sku, LONGEST_SKU)}
                    {field("price", t.product.price, row.price, 12)}
                    {field("compare_at", t.product.compare_at, row.compare_at, 12)}
                    {field("weight_grams", t.product.weight, row.weight_grams, 7)}
                    <label for=archived.clone() class="flex min-h-11 cursor-pointer items-center gap-3 self-end text-sm lg:min-h-9">
                        <input type="checkbox" id=archived.clone() name=name("archived") value="1" checked=is_archived class="checkbox shrink-0"/>
                        <span class="md:sr-only">{t.products.archived}</span>
                    </label>
                </div>
            </fieldset>
        </li>
    }
}
