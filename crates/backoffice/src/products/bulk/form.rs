//! The form that says what is done to which products.

use domain::failure::FieldError;
use leptos::prelude::*;
use ui::{Button, Look};

use super::{BulkFields, PAGE};
use crate::{
    failure::field_words,
    text::{Texts, use_texts},
};

/// The form's id: the boxes in the table's rows belong to it.
pub const FORM: &str = "bulk";

/// The acts by their codes.
const fn acts(t: &'static Texts) -> [(&'static str, &'static str); 5] {
    [
        ("percent", t.bulk.percent),
        ("amount", t.bulk.amount),
        ("published", t.bulk.publish),
        ("draft", t.bulk.to_draft),
        ("archived", t.product.archive),
    ]
}

/// What is done, by how much, and to which products. It leads to a page that shows what would happen; nothing is changed by it.
#[component]
pub fn BulkForm(
    /// What the fields begin with.
    fields: BulkFields,
    /// How many products the table finds, where they can be chosen; else it stays with those that were.
    total: Option<u32>,
    /// What is wrong.
    wrong: Vec<FieldError>,
) -> impl IntoView {
    let t = use_texts();
    let label = move |field: &str| match field {
        "act" => t.bulk.act,
        "value" => t.bulk.value,
        _ => t.bulk.scope,
    };
    let errors = wrong
        .iter()
        .map(|error| view! { <p id=format!("{}-error", error.field) class="mt-2 text-sm text-bad">{field_words(t, label(&error.field), error)}</p> })
        .collect_view();
    let is_wrong = |field: &str| wrong.iter().any(|error| error.field == field).then_some("true");
    let described = |field: &str| wrong.iter().any(|error| error.field == field).then(|| format!("{field}-error"));
    let chosen = fields.act.clone();
    let acts = acts(t).map(|(code, words)| view! { <option value=code selected=chosen == code>{words}</option> }).collect_view();
    let scope = if let Some(total) = total {
        view! {
            <div>
                <label for="scope" class="mb-2 block text-sm font-medium">{t.bulk.scope}</label>
                <select id="scope" name="scope" class="field">
                    <option value="selected" selected=true>{t.bulk.selected}</option>
                    <option value="found">{t.bulk.found(&total.to_string())}</option>
                </select>
            </div>
        }
        .into_any()
    } else {
        let ids = fields.ids.iter().map(|id| view! { <input type="hidden" name="ids" value=id.clone()/> }).collect_view();
        view! { <input type="hidden" name="scope" value=fields.scope.clone()/> {ids} }.into_any()
    };
    view! {
        <form id=FORM method="get" action=PAGE data-testid="bulk">
            <input type="hidden" name="q" value=fields.q/>
            <input type="hidden" name="category" value=fields.category/>
            <input type="hidden" name="status" value=fields.status/>
            <div class="grid grid-cols-1 items-end gap-3 md:grid-cols-2 xl:grid-cols-4">
                {scope}
                <div>
                    <label for="act" class="mb-2 block text-sm font-medium">{t.bulk.act}</label>
                    <select id="act" name="act" class="field" aria-invalid=is_wrong("act") aria-describedby=described("act")>{acts}</select>
                </div>
                <div>
                    <label for="value" class="mb-2 block text-sm font-medium">{t.bulk.value}</label>
                    <input
                        id="value"
                        name="value"
                        value=fields.value
                        maxlength="12"
                        autocomplete="off"
                        placeholder="-10"
                        class="field tabular-nums"
                        aria-invalid=is_wrong("value")
                        aria-describedby=described("value")
                    />
                </div>
                <p><Button look=Look::Small>{t.bulk.look}</Button></p>
            </div>
            {errors}
        </form>
    }
}
