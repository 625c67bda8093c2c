//! What the columns are for.

use domain::{
    backoffice::{COLUMNS, ImportColumn, ImportDetail, ImportFormat},
    failure::Failure,
    language::Language,
};
use leptos::{prelude::*, server_fn::ServerFn};
use site::told::told;
use ui::{Button, CELL, Column, Look, Table};

use super::{server_fns::SetColumns, words::column_words};
use crate::{failure::field_words, text::use_texts};

/// The form that says it, with a guess to begin with.
#[component]
pub fn Columns(import: ImportDetail) -> impl IntoView {
    let t = use_texts();
    let ImportDetail { id, version, format, columns, settings, categories, .. } = import;
    let wrong = match told() {
        Some(Failure::Invalid(errors)) => errors,
        _ => Vec::new(),
    };
    let errors = wrong
        .iter()
        .map(|error| view! { <p class="mt-2 text-sm text-bad" data-field=error.field.clone()>{field_words(t, label(t, &error.field), error)}</p> })
        .collect_view();
    let rows = columns.into_iter().enumerate().map(|(place, column)| view! { <Row place column format/> }).collect_view();
    let heads =
        vec![Column::words(t.imports.column), Column::words(t.imports.samples).with("max-md:hidden"), Column::words(t.imports.meaning)];
    let languages = Language::ALL
        .map(|language| view! { <option value=language.code() selected=settings.language == language.code()>{language.code().to_uppercase()}</option> })
        .collect_view();
    let choices = categories
        .into_iter()
        .map(|choice| {
            let is_chosen = choice.slug == settings.category;
            view! { <option value=choice.slug selected=is_chosen>{choice.name}</option> }
        })
        .collect_view();
    view! {
        <form method="post" action=SetColumns::url() class="mt-8" data-testid="columns">
            <h2 class="mb-2 text-base font-medium">{t.imports.columns}</h2>
            <p class="mb-4 max-w-prose text-sm text-muted">{t.imports.columns_text}</p>
            <input type="hidden" name="id" value=id.to_string()/>
            <input type="hidden" name="version" value=version.to_string()/>
            <div class="mb-4 grid max-w-page gap-4 md:grid-cols-3">
                <div>
                    <label for="language" class="mb-2 block text-sm font-medium">{t.imports.language}</label>
                    <select id="language" name="language" class="field">{languages}</select>
                </div>
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
            </div>
            <div class="-mx-3 max-w-page"><Table caption=t.imports.columns columns=heads name="columns">{rows}</Table></div>
            {errors}
            <p class="mt-4"><Button look=Look::SmallMain>{t.imports.check}</Button></p>
        </form>
    }
}

fn label(t: &'static crate::text::Texts, field: &str) -> &'static str {
    match field {
        "language" => t.imports.language,
        "weight_grams" | "weight" => t.imports.weight,
        _ => t.imports.sku_column,
    }
}

#[component]
fn Row(place: usize, column: ImportColumn, format: ImportFormat) -> impl IntoView {
    let t = use_texts();
    let ImportColumn { name, samples, code } = column;
    let field = format!("column-{place}");
    let foreign = ["weight_kg", "sale_price", "type", "parent", "id"];
    let options = COLUMNS
        .into_iter()
        .filter(|known| format == ImportFormat::Woocommerce || !foreign.contains(known))
        .map(|known| view! { <option value=known selected=known == code>{column_words(t, known)}</option> })
        .collect_view();
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
