//! Whether a variant is sold beyond its stock.

use leptos::prelude::*;
use ui::Look;

use super::{act::act, counter::Counter, server_fns::SetBackorder};
use crate::{orders::Act, text::use_texts};

/// The form's name.
pub const FORM: &str = "backorder";

/// What holds now, and the button that changes it.
#[component]
pub fn Backorder(
    /// The panel's state.
    counter: Counter,
    /// What holds now.
    allowed: bool,
) -> impl IntoView {
    let t = use_texts();
    let (words, submit, done) = if allowed {
        (t.stock.backorder_is_on, t.stock.backorder_stop, "backorder-off")
    } else {
        (t.stock.backorder_is_off, t.stock.backorder_allow, "backorder-on")
    };
    let form = Act { form: FORM.to_owned(), done, submit, keeps: &[], look: Look::Small };
    let fields = view! {
        <input type="hidden" name="allowed" value=(!allowed).to_string()/>
        <p class="max-w-prose text-sm text-muted">{words}</p>
    };
    view! {
        <section aria-labelledby="backorder" class="grid gap-3" data-testid="backorder" data-allowed=allowed.to_string()>
            <h3 id="backorder" class="text-base font-medium">{t.stock.backorder}</h3>
            {act::<SetBackorder>(counter, form, |_| 0, fields)}
        </section>
    }
}
