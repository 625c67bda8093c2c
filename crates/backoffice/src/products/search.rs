//! Looking for products.

use domain::{
    backoffice::{ProductQuery, ProductStatus},
    catalog::CategoryLink,
};
use leptos::prelude::*;
use site::query_form::QueryForm;
use ui::{Button, Look};

use super::query::TABLE;
use crate::{search_field::SearchField, text::use_texts};

/// A field for a name or a SKU, and the category. The status stays.
#[component]
pub fn Search(
    /// What the address asks for.
    query: ProductQuery,
    /// What can be chosen as a category.
    categories: Vec<CategoryLink>,
) -> impl IntoView {
    let t = use_texts();
    let ProductQuery { search, category, status, .. } = query;
    let choices = categories
        .into_iter()
        .map(|choice| {
            let is_wanted = choice.slug == category;
            view! { <option value=choice.slug selected=is_wanted>{choice.name}</option> }
        })
        .collect_view();
    view! {
        <search class="min-w-0 flex-1">
            <QueryForm path=TABLE.to_owned()>
                <div class="flex flex-wrap items-center gap-2">
                    <SearchField words=search label=t.products.search/>
                    <label for="category" class="sr-only">{t.product.category}</label>
                    <select id="category" name="category" class="h-9 max-w-full rounded-sm border border-ink/45 bg-paper px-2 text-sm">
                        <option value="" selected=category.is_empty()>{t.products.all_categories}</option>
                        {choices}
                    </select>
                    <input type="hidden" name="status" value=status.map(ProductStatus::code).unwrap_or_default()/>
                    <Button look=Look::Small>{t.products.show}</Button>
                </div>
            </QueryForm>
        </search>
    }
}
