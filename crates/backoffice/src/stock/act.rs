//! Forms that do something to a variant's pieces. The browser sends them by itself and is led back, or a script does and the panel shows the answer.

use domain::stock::MOST_MOVED;
use leptos::{prelude::*, server_fn::ServerFn};
use serde::de::DeserializeOwned;
use site::{failure::AppFailure, form_data::text};
use ui::Button;
use web_sys::FormData;

use super::{StockScreen, counter::Counter};
use crate::orders::{Act, send};

/// How many pieces more a form asks for, to show before the shop has said yes.
pub type Expect = fn(&FormData) -> i32;

/// The pieces in a field, to show before the shop has said yes; none where it will say no.
pub fn pieces(data: &FormData, field: &str) -> i32 {
    let pieces = text(data, field).trim().parse().ok();
    pieces.filter(|pieces| *pieces <= MOST_MOVED).map_or(0, u32::cast_signed)
}

/// A form that the server function `F` answers with the variant as it then stands. Variant and key go with it.
pub fn act<F>(counter: Counter, act: Act, expect: Expect, fields: impl IntoView + 'static) -> AnyView
where
    F: ServerFn<Output = StockScreen, Error = AppFailure> + DeserializeOwned + 'static,
{
    let (variant, key) = counter.screen.with_untracked(|screen| (screen.stock.row.level.variant.to_string(), screen.key.to_string()));
    let (look, words) = (act.look, act.submit);
    let expect = move |data: &FormData| counter.expected.set(expect(data));
    let submit = send::<F, _>(counter.answer, act, expect, move |answer, done| counter.take(answer, done));
    view! {
        <form method="post" action=F::url() on:submit=submit class="grid gap-4">
            <input type="hidden" name="variant" value=variant/>
            <input type="hidden" name="key" value=key/>
            <input type="hidden" name="back" value=move || counter.answer.here.get()/>
            {fields}
            <p><Button look=look disabled=counter.answer.busy>{words}</Button></p>
        </form>
    }
    .into_any()
}
