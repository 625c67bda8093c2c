//! Looking for vouchers.

use domain::{
    backoffice::{VoucherQuery, VoucherState},
    orders::LONGEST_CODE,
};
use leptos::prelude::*;
use site::query_form::QueryForm;
use ui::{Icon, Shape};

use super::query::TABLE;
use crate::text::use_texts;

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
                <div class="flex min-w-60 flex-1 items-center rounded-sm border border-ink/45 focus-within:border-ink">
                    <label for="search" class="sr-only">{t.vouchers.search}</label>
                    <input
                        id="search"
                        type="search"
                        name="q"
                        value=words
                        prop:value=words
                        maxlength=LONGEST_CODE.to_string()
                        placeholder=t.vouchers.search
                        autocomplete="off"
                        class="h-9 min-w-0 flex-1 bg-transparent px-3 text-sm"
                    />
                    <button type="submit" class="grid size-9 place-items-center" aria-label=t.vouchers.search_submit>
                        <Icon shape=Shape::Search class="size-5"/>
                    </button>
                </div>
                <input type="hidden" name="state" value=state prop:value=state/>
            </QueryForm>
        </search>
    }
}
