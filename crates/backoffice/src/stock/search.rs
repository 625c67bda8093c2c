//! Looking for variants.

use domain::backoffice::StockQuery;
use leptos::prelude::*;
use site::query_form::QueryForm;

use super::query::TABLE;
use crate::{search_field::SearchField, text::use_texts};

/// A field for a name or a SKU. The filter stays.
#[component]
pub fn Search(
    /// What the address asks for.
    wanted: Memo<StockQuery>,
) -> impl IntoView {
    let t = use_texts();
    let words = move || wanted.with(|wanted| wanted.search.clone());
    let low = move || wanted.with(|wanted| if wanted.low { "1" } else { "" });
    view! {
        <search class="min-w-60 flex-1">
            <QueryForm path=TABLE.to_owned()>
                <SearchField words=Signal::derive(words) label=t.stock.search/>
                <input type="hidden" name="low" value=low prop:value=low/>
            </QueryForm>
        </search>
    }
}
