//! Calling an order off.

use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Look, button_class};

use super::{
    desk::{Desk, Step},
    server_fns::{CancelOrder, cancel_order},
};
use crate::text::use_texts;

/// Behind a line to open, so that nobody calls an order off by a slip, with scripts or without.
#[component]
pub fn Cancel(
    /// The page's state.
    desk: Desk,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <details class="mt-6" data-testid="cancel">
            <summary class=button_class(Look::Bare)>{t.order.cancel}</summary>
            <div class="mt-3 max-w-prose rounded-sm border border-hairline p-5">
                <p class="mb-4 text-sm">{t.order.cancel_text}</p>
                <Step desk look=Look::Quiet action=CancelOrder::url() call=|language, token| Box::pin(cancel_order(language, token))>
                    {t.order.cancel_yes}
                </Step>
            </div>
        </details>
    }
}
