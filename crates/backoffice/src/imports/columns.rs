//! What the columns are for.

use domain::{
    backoffice::{ImportColumn, ImportDetail, ImportFormat, ImportKind, ImportSettings, SHOPIFY_ORDER_COLUMNS},
    catalog::CategoryLink,
    failure::Failure,
    language::Language,
};
use leptos::{prelude::*, server_fn::ServerFn};
use site::told::told;
use ui::{Button, CELL, Column, Look, Table};

use super::{server_fns::SetColumns, words::column_words_of};
use crate::{
    failure::field_words,
    text::{Texts, use_texts},
};

/// The form that says it, with a guess to begin with.
#[component]
pub fn Columns(import: ImportDetail) -> impl IntoView {
    let t = use_texts();
    let ImportDetail { id, version, format, columns, settings, categories, .. } = import;
    let kind = format.kind();
    let wrong = match told() {
        Some(Failure::Invalid(errors)) => errors,
        _ => Vec::new(),
    };
    let errors = wrong
        .iter()
        .map(|error| view! { <p class="mt-2 text-sm text-bad" data-field=error.field.clone()>{field_words(t, label(t, kind, &error.field), error)}</p> })
        .collect_view();
    let rows = columns.into_iter().enumerate().map(|(place, column)| view! { <Row place column format/> }).collect_view();
    let heads =
        vec![Column::words(t.imports.column), Column::words(t.imports.samples).with("max-md:hidden"), Column::words(t.imports.meaning)];
    let about = if kind == ImportKind::Orders { t.imports.columns_text_orders } else { t.imports.columns_text };
    view! {
        <form method="post" action=SetColumns::url() class="mt-8" data-testid="columns">
            <h2 class="mb-2 text-base font-medium">{t.imports.columns}</h2>
            <p class="mb-4 max-w-prose text-sm text-muted">{about}</p>
            <input type="hidden" name="id" value=id.to_string()/>
            <input type="hidden" name="version" value=version.to_string()/>
            <Whole kind settings categories/>
            <div class="-mx-3 max-w-page"><Table caption=t.imports.columns columns=heads name="columns">{rows}</Table></div>
            {errors}
            <p class="mt-4"><Button look=Look::SmallMain>{t.imports.check}</Button></p>
        </form>
    }
}

/// What holds for the whole file.
#[component]
fn Whole(kind: ImportKind, settings: ImportSettings, categories: Vec<CategoryLink>) -> impl IntoView {
    let t = use_texts();
    let languages = Language::ALL
        .map(|language| view! { <option value=language.code() selected=settings.language == language.code()>{language.code().to_uppercase()}</option> })
        .collect_view();
    let of_goods = (kind == ImportKind::Products).then(|| view! { <OfGoods settings categories/> });
    view! {
        <div class="mb-4 grid max-w-page gap-4 md:grid-cols-3">
            <div>
                <label for="language" class="mb-2 block text-sm font-medium">{language_label(t, kind)}</label>
                <select id="language" name="language" class="field">{languages}</select>
            </div>
            {of_goods}
        </div>
    }
}

/// What new products and variants have that say nothing else.
#[component]
fn OfGoods(settings: ImportSettings, categories: Vec<CategoryLink>) -> impl IntoView {
    let t = use_texts();
    let choices = categories
        .into_iter()
        .map(|choice| {
            let is_chosen = choice.slug == settings.category;
            view! { <option value=choice.slug selected=is_chosen>{choice.name}</option> }
        })
        .collect_view();
    view! {
        <div>
            <label for="category" class="mb-2 block text-sm font-medium">{t.imports.category}</label>
            <select id="category" name="category" class="field">
                <option value="" selected=settings.category.is_empty()>{t.imports.no_category}</option>
                {choices}
            </select>
        </div>
        <div>
            <label for="weight" class="mb-2 block text-sm font-medium">{t.imports.weight}</label>
            <input
                id="weight"
                name="weight"
                inputmode="numeric"
                maxlength="9"
                autocomplete="off"
                class="field tabular-nums"
                value=settings.weight_grams.map(|grams| grams.to_string()).unwrap_or_default()
            />
        </div>
    }
}

const fn language_label(t: &'static Texts, kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Products => t.imports.language,
        ImportKind::Orders => t.imports.order_language,
    }
}

fn label(t: &'static Texts, kind: ImportKind, field: &str) -> &'static str {
    match field {
        "language" => language_label(t, kind),
        "weight_grams" | "weight" => t.imports.weight,
        _ if kind == ImportKind::Orders => t.imports.number_column,
        _ => t.imports.sku_column,
    }
}

#[component]
fn Row(place: usize, column: ImportColumn, format: ImportFormat) -> impl IntoView {
    let t = use_texts();
    let ImportColumn { name, samples, code } = column;
    let field = format!("column-{place}");
    // What only other shops' files have.
    let foreign: &[&str] = match format {
        ImportFormat::Woocommerce | ImportFormat::ShopifyOrders => &[],
        ImportFormat::Astris | ImportFormat::Shopify => &["weight_kg", "sale_price", "type", "parent", "id"],
        ImportFormat::AstrisOrders => &SHOPIFY_ORDER_COLUMNS,
    };
    let kind = format.kind();
    let known = kind.columns().into_iter().filter(|known| !foreign.contains(known));
    let options =
        known.map(|known| view! { <option value=known selected=known == code>{column_words_of(t, kind, known)}</option> }).collect_view();
    view! {
        <tr class="row">
            <td class=CELL><label for=field.clone()>{name}</label></td>
            <td class=format!("{CELL} max-w-60 truncate text-sm text-muted max-md:hidden")>{samples.join(" · ")}</td>
            <td class=CELL>
                <select id=field name="columns[]" class="field">
                    <option value="" selected=code.is_empty()>{t.imports.not_used}</option>
                    {options}
                </select>
            </td>
        </tr>
    }
}
