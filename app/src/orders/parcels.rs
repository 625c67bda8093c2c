//! The order's parcels: where they are, and what is in them.

use domain::orders::{Carrier, OrderLineView, ParcelState, Pieces};
use leptos::prelude::*;
use ui::{Badge, LinkButton, Look, Tone};

use super::{OrderContent, ParcelContent, timeline::parcel_words};
use crate::text::{Texts, use_texts};

/// A card for each parcel; nothing while there is none.
#[component]
pub fn Parcels(
    /// The order.
    order: OrderContent,
) -> impl IntoView {
    let t = use_texts();
    if order.parcels.is_empty() {
        return ().into_any();
    }
    let OrderContent { parcels, lines, .. } = order;
    let cards = parcels.into_iter().map(|parcel| view! { <Parcel parcel lines=lines.clone()/> }).collect_view();
    view! {
        <section class="mt-16" aria-labelledby="parcels">
            <h2 id="parcels" class="mb-4 text-lg font-medium">{t.parcels.title}</h2>
            <ul class="grid gap-4" data-testid="parcels">{cards}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Parcel(parcel: ParcelContent, lines: Vec<OrderLineView>) -> impl IntoView {
    let t = use_texts();
    let ParcelContent { number, state, tracking, handed_over_on, pieces } = parcel;
    let link =
        tracking.url().map(|address| view! { <LinkButton href=address look=Look::Quiet external=true>{t.parcels.track}</LinkButton> });
    let carrier = tracking.carrier.map(|carrier| carrier_words(t, carrier));
    let number_words = tracking.number.map(|number| t.parcels.tracking(&number));
    let sent = handed_over_on.map(|date| t.parcels.since(&date));
    let facts = [carrier.map(str::to_owned), sent].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <li class="rounded-sm border border-hairline p-5" data-state=state.code()>
            <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
                <h3 class="font-medium">{t.parcels.number(&number.to_string())}</h3>
                <Badge tone=tone(state)>{parcel_words(t, state)}</Badge>
            </div>
            <p class="mt-1 text-sm text-muted tabular-nums">{facts}</p>
            {number_words.map(|words| view! { <p class="mt-1 text-sm break-all tabular-nums">{words}</p> })}
            <PieceList pieces lines/>
            {link.map(|link| view! { <p class="mt-5">{link}</p> })}
        </li>
    }
}

/// Pieces of an order's lines, by their names.
#[component]
pub fn PieceList(
    /// The pieces.
    pieces: Vec<Pieces>,
    /// The order's lines.
    lines: Vec<OrderLineView>,
) -> impl IntoView {
    let t = use_texts();
    let items = pieces
        .into_iter()
        .filter_map(|pieces| {
            let line = lines.iter().find(|line| line.position == pieces.position)?;
            let (name, options) = (line.name.clone(), line.options.clone());
            Some(view! {
                <li>
                    <span class="tabular-nums">{t.order.quantity_times(&pieces.quantity.to_string())}</span> " " {name} " "
                    <span class="text-muted">{options}</span>
                </li>
            })
        })
        .collect_view();
    view! { <ul class="mt-4 space-y-1 text-sm">{items}</ul> }
}

const fn tone(state: ParcelState) -> Tone {
    match state {
        ParcelState::Packed | ParcelState::HandedOver => Tone::Quiet,
        ParcelState::Delivered => Tone::Good,
        ParcelState::Lost | ParcelState::Returned => Tone::Warn,
    }
}

const fn carrier_words(t: &'static Texts, carrier: Carrier) -> &'static str {
    match carrier {
        Carrier::SwissPost => t.parcels.swiss_post,
        Carrier::Dhl => "DHL",
        Carrier::Other => t.parcels.other_carrier,
    }
}
