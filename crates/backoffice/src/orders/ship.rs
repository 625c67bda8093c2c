//! Giving a parcel to the carrier.

use domain::{
    backoffice::{LineDetail, OfferedAction},
    orders::{Carrier, quantity_field},
};
use leptos::prelude::*;
use ui::{CountField, Look, SelectField, TextField};

use super::{
    act::{Act, act},
    desk::Desk,
    offered::Offered,
    server_fns::ShipOrder,
    words::carrier_words,
};
use crate::text::use_texts;

/// The form's name.
const FORM: &str = "ship";

/// How many of what is left go, with whom, and under which number. The buyer is told afterwards, once somebody has seen the mail.
#[component]
pub fn Ship(
    /// The panel's state.
    desk: Desk,
    /// The action.
    offer: OfferedAction,
    /// The order's lines.
    lines: Vec<LineDetail>,
) -> impl IntoView {
    let t = use_texts();
    let left = lines.into_iter().filter(|line| line.to_ship > 0).enumerate();
    let rows = left.map(|(index, line)| view! { <Row desk index line/> }).collect_view();
    let mut carriers = vec![("", t.parcel.no_carrier)];
    carriers.extend(Carrier::ALL.map(|carrier| (carrier.code(), carrier_words(t, carrier))));
    let form =
        Act { form: FORM.to_owned(), done: "shipped", submit: t.parcel.ship_submit, keeps: &["carrier", "number"], look: Look::SmallMain };
    let fields = view! {
        <fieldset class="min-w-0">
            <legend class="text-sm font-medium">{t.parcel.contents}</legend>
            <ul class="mt-1 divide-y divide-hairline border-y border-hairline">{rows}</ul>
        </fieldset>
        <div class="grid gap-4 md:grid-cols-2">
            <SelectField
                id="ship-carrier"
                name="carrier"
                label=t.parcel.carrier
                options=carriers
                value=desk.value(FORM, "carrier", "")
                error=desk.error(FORM, "carrier", t.parcel.carrier)
            />
            <TextField
                id="ship-number"
                name="number"
                label=t.parcel.tracking
                value=desk.value(FORM, "number", "")
                autocomplete="off"
                most=60
                optional=t.field.optional
                error=desk.error(FORM, "tracking", t.parcel.tracking)
            />
        </div>
        <p class="text-sm text-muted">{t.parcel.ship_text}</p>
    };
    view! { <Offered desk offer form=FORM words=t.parcel.ship>{act::<ShipOrder>(desk, form, fields)}</Offered> }
}

#[component]
fn Row(desk: Desk, index: usize, line: LineDetail) -> impl IntoView {
    let t = use_texts();
    let LineDetail { line, to_ship, .. } = line;
    let position = line.position.to_string();
    view! {
        <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-2">
            <span class="min-w-0 flex-1 text-sm">
                <span class="block">{line.name.clone()}</span>
                <span class="block text-xs text-muted">{line.options} " " {t.parcel.left(&to_ship.to_string())}</span>
            </span>
            <input type="hidden" name=format!("pieces[{index}][position]") value=position.clone()/>
            <CountField
                id=format!("ship-{}", quantity_field(&position))
                name=format!("pieces[{index}][quantity]")
                label=t.parcel.pieces_of(&line.name)
                value=to_ship.to_string()
                most=to_ship
                error=desk.error(FORM, quantity_field(&position), line.name)
            />
        </li>
    }
}
