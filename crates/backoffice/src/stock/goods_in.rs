//! Goods that came in.

use domain::stock::LONGEST_REASON;
use leptos::prelude::*;
use ui::{Look, TextField};

use super::{
    act::{act, pieces},
    counter::Counter,
    server_fns::ReceiveGoods,
};
use crate::{orders::Act, text::use_texts};

/// The form's name.
pub const FORM: &str = "receive";

/// How many pieces, and by which delivery.
#[component]
pub fn GoodsIn(
    /// The panel's state.
    counter: Counter,
) -> impl IntoView {
    let t = use_texts();
    let answer = counter.answer;
    let form = Act {
        form: FORM.to_owned(),
        done: "stock-received",
        submit: t.stock.receive_submit,
        keeps: &["quantity", "note"],
        look: Look::SmallMain,
    };
    let fields = view! {
        <div class="grid gap-4 md:grid-cols-2">
            <TextField
                id="receive-quantity"
                name="quantity"
                label=t.stock.pieces
                value=answer.value(FORM, "quantity", "")
                autocomplete="off"
                inputmode="numeric"
                most=9
                error=answer.error(FORM, "quantity", t.stock.pieces)
            />
            <TextField
                id="receive-note"
                name="note"
                label=t.stock.note
                value=answer.value(FORM, "note", "")
                autocomplete="off"
                most=u32::try_from(LONGEST_REASON).unwrap_or(u32::MAX)
                optional=t.field.optional
                error=answer.error(FORM, "note", t.stock.note)
            />
        </div>
    };
    view! {
        <section aria-labelledby="receive" class="grid gap-3" data-testid="receive">
            <h3 id="receive" class="text-base font-medium">{t.stock.receive}</h3>
            {act::<ReceiveGoods>(counter, form, |data| pieces(data, "quantity"), fields)}
        </section>
    }
}
