//! The form that says what is booked for which articles.

use domain::{failure::FieldError, stock::LONGEST_REASON};
use leptos::prelude::*;
use ui::{Button, Look};

use super::{PAGE, StockBulkFields};
use crate::{
    failure::field_words,
    text::{Texts, use_texts},
};

/// The form's id: the boxes in the table's rows belong to it.
pub const FORM: &str = "bulk";

/// The acts by their codes.
const fn acts(t: &'static Texts) -> [(&'static str, &'static str); 3] {
    [("count", t.bookings.count), ("receive", t.bookings.receive), ("correct", t.bookings.correct)]
}

/// What is booked, how many pieces, why, and for which articles. It leads to a page that shows what would happen; nothing is booked by it.
#[component]
pub fn BulkForm(
    /// What the fields begin with.
    fields: StockBulkFields,
    /// Whether articles can be chosen, at the table; else it stays with those that were.
    choosing: bool,
    /// What is wrong.
    wrong: Vec<FieldError>,
) -> impl IntoView {
    let t = use_texts();
    let label = move |field: &str| match field {
        "act" => t.bookings.act,
        "value" => t.bookings.value,
        "reason" => t.stock.reason,
        _ => t.bulk.scope,
    };
    let errors = wrong
        .iter()
        .map(|error| view! { <p id=format!("{}-error", error.field) class="mt-2 text-sm text-bad">{field_words(t, label(&error.field), error)}</p> })
        .collect_view();
    let is_wrong = |field: &str| wrong.iter().any(|error| error.field == field).then_some("true");
    let described = |field: &str| wrong.iter().any(|error| error.field == field).then(|| format!("{field}-error"));
    let chosen = fields.act.clone();
    let acts = acts(t).map(|(code, words)| view! { <option value=code selected=chosen == code>{words}</option> }).collect_view();
    let scope = scope(t, &fields, choosing);
    view! {
        <form id=FORM method="get" action=PAGE data-testid="bulk">
            <input type="hidden" name="q" value=fields.q/>
            <input type="hidden" name="low" value=fields.low/>
            <div class="grid grid-cols-1 items-end gap-3 md:grid-cols-2 xl:grid-cols-3">
                {scope}
                <div>
                    <label for="act" class="mb-2 block text-sm font-medium">{t.bookings.act}</label>
                    <select id="act" name="act" class="field" aria-invalid=is_wrong("act") aria-describedby=described("act")>{acts}</select>
                </div>
                <div>
                    <label for="value" class="mb-2 block text-sm font-medium">{t.bookings.value}</label>
                    <input
                        id="value"
                        name="value"
                        value=fields.value
                        maxlength="9"
                        autocomplete="off"
                        class="field tabular-nums"
                        aria-invalid=is_wrong("value")
                        aria-describedby=described("value")
                    />
                </div>
                <div>
                    <label for="reason" class="mb-2 block text-sm font-medium">{t.stock.reason}</label>
                    <input
                        id="reason"
                        name="reason"
                        value=fields.reason
                        maxlength=LONGEST_REASON.to_string()
                        autocomplete="off"
                        class="field"
                        aria-invalid=is_wrong("reason")
                        aria-describedby=described("reason")
                    />
                </div>
                <p><Button look=Look::Small>{t.bulk.look}</Button></p>
            </div>
            {errors}
            <p class="mt-3 max-w-prose text-sm text-muted">{t.bookings.text}</p>
        </form>
    }
}

/// For which articles.
fn scope(t: &'static Texts, fields: &StockBulkFields, choosing: bool) -> AnyView {
    if choosing {
        return view! {
            <div>
                <label for="scope" class="mb-2 block text-sm font-medium">{t.bulk.scope}</label>
                <select id="scope" name="scope" class="field">
                    <option value="selected" selected=true>{t.bulk.selected}</option>
                    <option value="found">{t.bookings.found}</option>
                </select>
            </div>
        }
        .into_any();
    }
    let ids = fields.ids.iter().map(|id| view! { <input type="hidden" name="ids" value=id.clone()/> }).collect_view();
    view! { <input type="hidden" name="scope" value=fields.scope.clone()/> {ids} }.into_any()
}
