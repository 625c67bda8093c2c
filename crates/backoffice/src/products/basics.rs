//! Where a product stands in the shop.

use domain::{
    backoffice::{LONGEST_SLUG, ProductStatus},
    catalog::CategoryLink,
};
use leptos::prelude::*;
use ui::{Icon, SelectField, Shape, TextField};

use super::{
    ProductFields,
    editor::Wrong,
    words::{status_words, vat_choices},
};
use crate::text::use_texts;

/// How far it is, its category, its address and its tax class.
#[component]
pub fn Basics(
    /// What the fields begin with.
    fields: ProductFields,
    /// What can be chosen as a category.
    categories: Vec<CategoryLink>,
    /// What is wrong with them.
    wrong: Wrong,
) -> impl IntoView {
    let t = use_texts();
    let statuses = ProductStatus::ALL.map(|status| (status.code(), status_words(t, status).0)).to_vec();
    view! {
        <section class="scheduling grid grid-cols-1 items-start gap-4 md:grid-cols-2 xl:grid-cols-4" aria-label=t.product.basics>
            <SelectField id="status" name="fields[status]" label=t.products.status options=statuses value=fields.status error=wrong.with(t, "status")/>
            <div class="if-scheduled">
                <TextField
                    id="published_at"
                    name="fields[published_at]"
                    kind="datetime-local"
                    label=t.product.published_at
                    value=fields.published_at
                    autocomplete="off"
                    most=20
                    error=wrong.with(t, "published_at")
                />
            </div>
            <Category categories value=fields.category wrong=wrong.clone()/>
            <SelectField
                id="vat_class"
                name="fields[vat_class]"
                label=t.product.vat_class
                options=vat_choices(t)
                value=fields.vat_class
                error=wrong.with(t, "vat_class")
            />
            <TextField
                id="slug"
                name="fields[slug]"
                label=t.product.slug
                value=fields.slug
                autocomplete="off"
                most=u32::try_from(LONGEST_SLUG).unwrap_or(u32::MAX)
                hint=t.product.slug_hint
                error=wrong.with(t, "slug")
            />
        </section>
    }
}

/// The category. Its names are the shop's own, so they are no texts of the screen.
#[component]
pub fn Category(
    /// What can be chosen.
    categories: Vec<CategoryLink>,
    /// What is chosen at first.
    value: String,
    /// The words for none, where there need not be one.
    #[prop(optional)]
    none: Option<&'static str>,
    /// What is wrong with it.
    wrong: Wrong,
) -> impl IntoView {
    let t = use_texts();
    let none = none.map(|words| view! { <option value="" selected=value.is_empty()>{words}</option> });
    let error = wrong.with(t, "category").get_untracked();
    let is_wrong = error.is_some();
    let choices = categories
        .into_iter()
        .map(|choice| {
            let is_chosen = choice.slug == value;
            view! { <option value=choice.slug selected=is_chosen>{choice.name}</option> }
        })
        .collect_view();
    view! {
        <div>
            <label for="category" class="mb-2 block text-sm font-medium">{t.product.category}</label>
            <div class="relative">
                <select
                    id="category"
                    name="fields[category]"
                    class="field appearance-none pr-10"
                    aria-invalid=is_wrong.then_some("true")
                    aria-describedby=is_wrong.then_some("category-error")
                >
                    {none}
                    {choices}
                </select>
                <Icon shape=Shape::Down class="pointer-events-none absolute inset-y-0 right-3 my-auto size-5"/>
            </div>
            {error.map(|error| view! { <p id="category-error" class="mt-2 text-sm text-bad">{error}</p> })}
        </div>
    }
}
