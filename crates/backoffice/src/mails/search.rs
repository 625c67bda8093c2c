//! Looking for mails.

use domain::backoffice::{MailQuery, MailState};
use leptos::prelude::*;
use site::query_form::QueryForm;

use super::query::TABLE;
use crate::{search_field::SearchField, text::use_texts};

/// A field for the beginning of a recipient's address. The filter stays.
#[component]
pub fn Search(
    /// What the address asks for.
    wanted: Memo<MailQuery>,
) -> impl IntoView {
    let t = use_texts();
    let words = move || wanted.with(|wanted| wanted.search.clone());
    let state = move || wanted.with(|wanted| wanted.state.map(MailState::code).unwrap_or_default());
    view! {
        <search class="min-w-60 flex-1">
            <QueryForm path=TABLE.to_owned()>
                <SearchField words=Signal::derive(words) label=t.mail.search/>
                <input type="hidden" name="state" value=state prop:value=state/>
            </QueryForm>
        </search>
    }
}
