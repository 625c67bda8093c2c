//! Looking for customers.

use domain::backoffice::{CustomerKind, CustomerQuery};
use leptos::prelude::*;
use site::query_form::QueryForm;

use super::query::TABLE;
use crate::{search_field::SearchField, text::use_texts};

/// A field for a part of an address or of a name. The filter stays.
#[component]
pub fn Search(
    /// What the address asks for.
    wanted: Memo<CustomerQuery>,
) -> impl IntoView {
    let t = use_texts();
    let words = move || wanted.with(|wanted| wanted.search.clone());
    let kind = move || wanted.with(|wanted| wanted.kind.map(CustomerKind::code).unwrap_or_default());
    view! {
        <search class="min-w-60 flex-1">
            <QueryForm path=TABLE.to_owned()>
                <SearchField words=Signal::derive(words) label=t.customer.search/>
                <input type="hidden" name="kind" value=kind prop:value=kind/>
            </QueryForm>
        </search>
    }
}
