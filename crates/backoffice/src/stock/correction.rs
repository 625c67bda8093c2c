//! Pieces that were counted, found, broken or lost.

use domain::stock::LONGEST_REASON;
use leptos::prelude::*;
use site::form_data::text;
use ui::{Look, TextField, button_class};
use web_sys::FormData;

use super::{
    act::{act, pieces},
    counter::Counter,
    server_fns::CorrectStock,
};
use crate::{failure::too_few_free, orders::Act, text::use_texts};

/// The form's name.
pub const FORM: &str = "correct";

/// More or fewer, how many, and why; behind a line to open.
#[component]
pub fn Correction(
    /// The panel's state.
    counter: Counter,
) -> impl IntoView {
    let t = use_texts();
    let answer = counter.answer;
    let form = Act {
        form: FORM.to_owned(),
        done: "stock-corrected",
        submit: t.stock.correct_submit,
        keeps: &["direction", "pieces", "reason"],
        look: Look::SmallMain,
    };
    let entered = answer.error(FORM, "pieces", t.stock.pieces);
    // That the shop says no is about this field, so it says so as well.
    let pieces = Signal::derive(move || entered.get().or_else(|| counter.too_many(FORM).map(|available| too_few_free(t, available))));
    let fields = view! {
        <Direction counter/>
        <div class="grid gap-4 md:grid-cols-2">
            <TextField
                id="correct-pieces"
                name="pieces"
                label=t.stock.pieces
                value=answer.value(FORM, "pieces", "")
                autocomplete="off"
                inputmode="numeric"
                most=9
                error=pieces
            />
            <TextField
                id="correct-reason"
                name="reason"
                label=t.stock.reason
                value=answer.value(FORM, "reason", "")
                autocomplete="off"
                most=u32::try_from(LONGEST_REASON).unwrap_or(u32::MAX)
                error=answer.error(FORM, "reason", t.stock.reason)
            />
        </div>
        <p class="text-sm text-muted">{t.stock.correct_text}</p>
    };
    let open = answer.entered.with_untracked(|entered| entered.is(FORM));
    view! {
        <details class="offered" open=open data-testid="correct">
            <summary class=button_class(Look::Small)>{t.stock.correct}</summary>
            <div class="mt-3 rounded-sm border border-hairline p-4">{act::<CorrectStock>(counter, form, change, fields)}</div>
        </details>
    }
}

/// Whether there are fewer or more.
#[component]
fn Direction(counter: Counter) -> impl IntoView {
    let t = use_texts();
    let chosen = counter.answer.value(FORM, "direction", "fewer");
    let choice = move |value: &'static str, words: &'static str| {
        let checked = chosen == value;
        view! {
            <label class="flex min-h-11 cursor-pointer items-center gap-3 text-sm lg:min-h-9">
                <input type="radio" name="direction" value=value checked=checked class="radio shrink-0"/>
                {words}
            </label>
        }
    };
    view! {
        <fieldset class="min-w-0">
            <legend class="text-sm font-medium">{t.stock.direction}</legend>
            <div class="flex flex-wrap gap-x-6">{choice("fewer", t.stock.fewer)} {choice("more", t.stock.more_pieces)}</div>
        </fieldset>
    }
}

/// How many pieces more, or below zero fewer, a form of a correction is about.
pub fn change(data: &FormData) -> i32 {
    let pieces = pieces(data, "pieces");
    if text(data, "direction") == "more" { pieces } else { -pieces }
}
