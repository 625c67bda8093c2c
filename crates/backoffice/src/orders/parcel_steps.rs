//! What staff write down of a parcel that is on its way: what became of it, and its number anew.

use domain::{
    backoffice::{OfferedAction, OrderAction},
    orders::{Carrier, ParcelEvent, Tracking},
};
use leptos::prelude::*;
use ui::{Look, SelectField, TextField};
use uuid::Uuid;

use super::{
    act::{Act, act},
    desk::{Desk, offered},
    offered::Offered,
    server_fns::{CorrectTracking, ReportParcel},
    words::carrier_words,
};
use crate::text::{Texts, use_texts};

/// The name of the form that says what became of a parcel.
pub fn report_form(parcel: Uuid) -> String {
    format!("report-{parcel}")
}

/// The name of the form that corrects a parcel's number.
pub fn tracking_form(parcel: Uuid) -> String {
    format!("tracking-{parcel}")
}

/// What became of it: of what can have become of it.
#[component]
pub fn Report(
    /// The panel's state.
    desk: Desk,
    /// Which parcel.
    parcel: Uuid,
    /// What is offered of the order.
    actions: Vec<OfferedAction>,
) -> impl IntoView {
    let t = use_texts();
    let of_this = |offer: &OfferedAction| match offer.action {
        OrderAction::Report { parcel: id, event } if id == parcel => Some((event.code(), event_words(t, event))),
        _ => None,
    };
    let events: Vec<_> = actions.iter().filter_map(of_this).collect();
    let offer = offered(&actions, |action| matches!(action, OrderAction::Report { parcel: id, .. } if id == parcel));
    let name = report_form(parcel);
    let options = std::iter::once(("", t.parcel.choose)).chain(events).collect();
    let fields = view! {
        <input type="hidden" name="parcel" value=parcel.to_string()/>
        <SelectField
            id=format!("{name}-event")
            name="event"
            label=t.parcel.what_happened
            options
            value=desk.value(&name, "event", "")
            error=desk.error(name.clone(), "event", t.parcel.what_happened)
        />
        <p class="text-sm text-muted">{t.parcel.report_text}</p>
    };
    let form = Act { form: name.clone(), done: "reported", submit: t.parcel.report_submit, keeps: &["event"], look: Look::SmallMain };
    offer.map(|offer| view! { <Offered desk offer form=name words=t.parcel.report>{act::<ReportParcel>(desk, form, fields)}</Offered> })
}

/// Its carrier and number, written down wrongly or not yet.
#[component]
pub fn Correct(
    /// The panel's state.
    desk: Desk,
    /// Which parcel.
    parcel: Uuid,
    /// What is written down.
    tracking: Tracking,
    /// The action.
    offer: OfferedAction,
) -> impl IntoView {
    let t = use_texts();
    let name = tracking_form(parcel);
    let mut carriers = vec![("", t.parcel.no_carrier)];
    carriers.extend(Carrier::ALL.map(|carrier| (carrier.code(), carrier_words(t, carrier))));
    let fields = view! {
        <input type="hidden" name="parcel" value=parcel.to_string()/>
        <SelectField
            id=format!("{name}-carrier")
            name="carrier"
            label=t.parcel.carrier
            options=carriers
            value=desk.value(&name, "carrier", tracking.carrier.map_or("", Carrier::code))
            error=desk.error(name.clone(), "carrier", t.parcel.carrier)
        />
        <TextField
            id=format!("{name}-number")
            name="number"
            label=t.parcel.tracking
            value=desk.value(&name, "number", tracking.number.unwrap_or_default())
            autocomplete="off"
            most=60
            optional=t.field.optional
            error=desk.error(name.clone(), "tracking", t.parcel.tracking)
        />
        <p class="text-sm text-muted">{t.parcel.correct_text}</p>
    };
    let form = Act {
        form: name.clone(),
        done: "corrected",
        submit: t.parcel.correct_submit,
        keeps: &["carrier", "number"],
        look: Look::SmallMain,
    };
    view! { <Offered desk offer form=name words=t.parcel.correct>{act::<CorrectTracking>(desk, form, fields)}</Offered> }
}

const fn event_words(t: &'static Texts, event: ParcelEvent) -> &'static str {
    match event {
        ParcelEvent::HandOver => t.parcel.handed_over,
        ParcelEvent::Arrive => t.parcel.delivered,
        ParcelEvent::Lose => t.parcel.lost,
        ParcelEvent::ComeBack => t.parcel.returned,
    }
}
