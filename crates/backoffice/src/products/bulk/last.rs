//! Taking the last act back.

use domain::backoffice::BulkDone;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, Look};

use crate::{products::server_fns::UndoBulk, text::use_texts};

/// What somebody did to many products last, and the way back.
#[component]
pub fn Last(
    /// The act.
    done: BulkDone,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <form
            method="post"
            action=UndoBulk::url()
            class="mx-5 mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-sm border border-hairline px-4 py-2 text-sm md:mx-8"
            data-testid="undo"
        >
            <input type="hidden" name="act" value=done.act.to_string()/>
            <span class="min-w-0 flex-1">{t.bulk.last(done.products)}</span>
            <Button look=Look::Small>{t.bulk.undo}</Button>
        </form>
    }
}
