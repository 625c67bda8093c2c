//! The way from the orders to those of an earlier shop.

use domain::backoffice::EarlierQuery;
use leptos::prelude::*;
use ui::{LinkButton, Look};

use super::query::{TABLE, address};
use crate::text::use_texts;

/// That words find earlier orders as well, and the way to them; nothing where they find none.
#[component]
pub fn EarlierFound(
    /// What was searched for.
    words: String,
    /// How many were found.
    count: u32,
) -> impl IntoView {
    let t = use_texts();
    (count > 0).then(|| {
        let href = address(TABLE, &EarlierQuery { search: words, ..EarlierQuery::default() });
        view! {
            <p class="px-5 pb-3 md:px-8" data-testid="earlier-found">
                <LinkButton href look=Look::Small>{t.earlier.found(count)}</LinkButton>
            </p>
        }
    })
}
