//! Taking the last booking back.

use domain::backoffice::StockBulkDone;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, Look};

use crate::{stock::server_fns::UndoSeveral, text::use_texts};

/// What somebody booked for many articles last, and the way back.
#[component]
pub fn Last(
    /// The act.
    done: StockBulkDone,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <form
            method="post"
            action=UndoSeveral::url()
            class="mx-5 mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-sm border border-hairline px-4 py-2 text-sm md:mx-8"
            data-testid="undo"
        >
            <input type="hidden" name="act" value=done.act.to_string()/>
            <span class="min-w-0 flex-1">{t.bookings.last(done.items)}</span>
            <Button look=Look::Small>{t.bulk.undo}</Button>
        </form>
    }
}
