//! What a new voucher takes off, and for which goods.

use domain::catalog::CategoryLink;
use leptos::prelude::*;
use ui::{SelectField, TextField};

use crate::{orders::Answer, text::use_texts};

/// The form's name.
pub const FORM: &str = "new-voucher";

/// Code, what it takes off, and from which value.
#[component]
pub fn Terms(
    /// What the last form was answered.
    answer: Answer,
) -> impl IntoView {
    let t = use_texts();
    let kinds = vec![("percent", t.vouchers.kind_percent), ("amount", t.vouchers.kind_amount), ("free_delivery", t.vouchers.free_delivery)];
    view! {
        <TextField
            id="code"
            name="fields[code]"
            label=t.vouchers.code
            value=answer.value(FORM, "code", "")
            autocomplete="off"
            most=32
            optional=t.field.optional
            hint=t.vouchers.code_hint
            error=answer.error(FORM, "code", t.vouchers.code)
        />
        <div class="grid items-start gap-4 md:grid-cols-2">
            <SelectField
                id="kind"
                name="fields[kind]"
                label=t.vouchers.kind
                options=kinds
                value=answer.value(FORM, "kind", "percent")
                error=answer.error(FORM, "kind", t.vouchers.kind)
            />
            <TextField
                id="benefit"
                name="fields[benefit]"
                label=t.vouchers.benefit
                value=answer.value(FORM, "benefit", "")
                autocomplete="off"
                inputmode="decimal"
                most=12
                hint=t.vouchers.benefit_hint
                error=answer.error(FORM, "benefit", t.vouchers.benefit)
            />
        </div>
        <TextField
            id="minimum"
            name="fields[minimum]"
            label=t.vouchers.minimum
            value=answer.value(FORM, "minimum", "")
            autocomplete="off"
            inputmode="decimal"
            most=12
            optional=t.field.optional
            error=answer.error(FORM, "minimum", t.vouchers.minimum)
        />
    }
}

/// The categories that it is for. Their names are the shop's own, so they are no texts of the screen.
#[component]
pub fn Categories(
    /// What can be chosen.
    categories: Vec<CategoryLink>,
    /// What the last form was answered.
    answer: Answer,
) -> impl IntoView {
    let t = use_texts();
    let chosen = answer.value(FORM, "categories", "");
    let error = answer.error(FORM, "categories", t.vouchers.categories).get_untracked();
    let boxes = categories
        .into_iter()
        .map(|category| {
            let checked = chosen.split(',').any(|slug| slug == category.slug);
            view! {
                <label class="flex min-h-11 cursor-pointer items-center gap-3 text-sm lg:min-h-9">
                    <input type="checkbox" name="categories[]" value=category.slug checked=checked autocomplete="off" class="checkbox shrink-0"/>
                    <span class="min-w-0 break-words">{category.name}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="min-w-0" data-testid="categories">
            <legend class="text-sm font-medium">{t.vouchers.categories}</legend>
            <p class="mt-1 mb-2 text-sm text-muted">{t.vouchers.categories_text}</p>
            {boxes}
            {error.map(|error| view! { <p id="categories-error" class="mt-1 text-sm text-bad">{error}</p> })}
        </fieldset>
    }
}
