//! How often and when a voucher counts: the fields of both forms.

use leptos::prelude::*;
use ui::TextField;

use super::LimitFields;
use crate::{orders::Answer, text::use_texts};

/// The fields.
#[component]
pub fn Limits(
    /// The form's name.
    form: &'static str,
    /// What the last form was answered.
    answer: Answer,
    /// What the fields begin with.
    fields: LimitFields,
    /// Whether its time has come, so that its beginning stays.
    #[prop(optional)]
    has_begun: bool,
) -> impl IntoView {
    let t = use_texts();
    let value = |field: &str, fits: String| answer.value(form, field, fits);
    let from = (!has_begun).then(|| {
        view! {
            <TextField
                id="valid_from"
                name="limits[valid_from]"
                kind="date"
                label=t.vouchers.first_day
                value=value("valid_from", fields.valid_from.clone())
                autocomplete="off"
                most=10
                optional=t.field.optional
                error=answer.error(form, "valid_from", t.vouchers.first_day)
            />
        }
    });
    view! {
        <div class="grid items-start gap-4 md:grid-cols-2">
            {from}
            <TextField
                id="valid_until"
                name="limits[valid_until]"
                kind="date"
                label=t.vouchers.last_day
                value=value("valid_until", fields.valid_until.clone())
                autocomplete="off"
                most=10
                optional=t.field.optional
                error=answer.error(form, "valid_until", t.vouchers.last_day)
            />
            <TextField
                id="most_uses"
                name="limits[most_uses]"
                label=t.vouchers.most_uses
                value=value("most_uses", fields.most_uses.clone())
                autocomplete="off"
                inputmode="numeric"
                most=9
                optional=t.field.optional
                error=answer.error(form, "most_uses", t.vouchers.most_uses)
            />
            <TextField
                id="most_uses_by_customer"
                name="limits[most_uses_by_customer]"
                label=t.vouchers.by_customer
                value=value("most_uses_by_customer", fields.most_uses_by_customer.clone())
                autocomplete="off"
                inputmode="numeric"
                most=5
                optional=t.field.optional
                error=answer.error(form, "most_uses_by_customer", t.vouchers.by_customer)
            />
        </div>
    }
}
