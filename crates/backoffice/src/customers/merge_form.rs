//! Which account is taken into this one: a form that asks for a look.

use leptos::prelude::*;
use site::query_form::QueryForm;
use ui::{Button, Look, TextField};

use super::query::{OTHER, TABLE};
use crate::text::use_texts;

/// The address of the other account; it leads to the look, where nothing has happened yet.
#[component]
pub fn MergeForm(
    /// The account that stays.
    account: String,
    /// What is in the field at first.
    other: String,
    /// What is wrong with it.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <QueryForm path=format!("{TABLE}/{account}/merge")>
            <div class="grid gap-4">
                <p class="text-sm">{t.customer.merge_text}</p>
                <TextField id="other" name=OTHER label=t.customer.other value=other autocomplete="off" inputmode="email" error/>
                <p><Button look=Look::Small>{t.customer.merge_look}</Button></p>
            </div>
        </QueryForm>
    }
}
