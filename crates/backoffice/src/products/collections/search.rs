//! Looking for products to pick.

use domain::backoffice::CollectedProduct;
use leptos::prelude::*;
use site::query_form::QueryForm;
use ui::{Badge, Button, Look, Tone};

use super::picked::{Act, Product};
use crate::{search_field::SearchField, text::use_texts};

/// A field for a name or a SKU, and what was found, each with a button that picks it.
#[component]
pub fn Search(
    /// What its forms send along.
    act: Act,
    /// What was found.
    found: Vec<CollectedProduct>,
    /// What was looked for.
    words: String,
) -> impl IntoView {
    let t = use_texts();
    let none = (found.is_empty() && !words.trim().is_empty())
        .then(|| view! { <p class="mt-3 text-sm text-muted" data-testid="none-found">{t.products.none_title}</p> });
    let rows = found.into_iter().map(|product| view! { <Found act=act.clone() product/> }).collect_view();
    view! {
        <search class="mt-4 block max-w-prose">
            <QueryForm path=act.page() keep_place=true>
                <SearchField words=words label=t.collections.search/>
            </QueryForm>
            {none}
            <ul class="mt-3 divide-y divide-hairline rounded-sm border border-hairline px-3 empty:hidden" data-testid="found">{rows}</ul>
        </search>
    }
}

#[component]
fn Found(act: Act, product: CollectedProduct) -> impl IntoView {
    let t = use_texts();
    let (id, is_in) = (product.id.to_string(), product.is_in);
    let add = if is_in {
        view! { <Badge tone=Tone::Good>{t.collections.is_in}</Badge> }.into_any()
    } else {
        let button = view! { <Button look=Look::Small label=t.collections.add(&product.name)>{t.collections.add_words}</Button> };
        act.form("add", &product, button.into_any())
    };
    view! { <li class="flex flex-wrap items-center gap-3 py-2" data-product=id><Product product/> {add}</li> }
}
