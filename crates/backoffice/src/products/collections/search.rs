//! Looking for products to pick.

use domain::backoffice::{CollectedProduct, LONGEST_SEARCH};
use leptos::prelude::*;
use site::query_form::QueryForm;
use ui::{Badge, Button, Icon, Look, Shape, Tone};

use super::picked::{Act, Product};
use crate::text::use_texts;

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
                <div class="flex items-center rounded-sm border border-ink/45 focus-within:border-ink">
                    <label for="search" class="sr-only">{t.collections.search}</label>
                    <input
                        id="search"
                        type="search"
                        name="q"
                        value=words
                        maxlength=LONGEST_SEARCH.to_string()
                        placeholder=t.collections.search
                        autocomplete="off"
                        class="h-9 min-w-0 flex-1 bg-transparent px-3 text-sm"
                    />
                    <button type="submit" class="grid size-9 place-items-center" aria-label=t.orders.search_submit>
                        <Icon shape=Shape::Search class="size-5"/>
                    </button>
                </div>
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
