//! Looking for vouchers.

use domain::{
    backoffice::{VoucherQuery, VoucherState},
    orders::LONGEST_CODE,
};
use leptos::prelude::*;
use site::query_form::QueryForm;

use super::query::TABLE;
use crate::{search_field::SearchField, text::use_texts};

/// A field for a code. The filter stays.
#[component]
pub fn Search(
    /// What the address asks for.
    wanted: Memo<VoucherQuery>,
) -> impl IntoView {
    let t = use_texts();
    let words = move || wanted.with(|wanted| wanted.search.clone());
    let state = move || wanted.with(|wanted| wanted.state.map(VoucherState::code).unwrap_or_default());
    view! {
        <search class="min-w-60 flex-1">
            <QueryForm path=TABLE.to_owned()>
                <SearchField words=Signal::derive(words) label=t.vouchers.search most=LONGEST_CODE/>
                <input type="hidden" name="state" value=state prop:value=state/>
            </QueryForm>
        </search>
    }
}
