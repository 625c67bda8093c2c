//! The order's parcels, and the next one.

use domain::{
    backoffice::{LineDetail, OfferedAction, OrderAction, OrderDetail, ParcelDetail},
    orders::ReturnView,
};
use leptos::prelude::*;
use ui::{Badge, LinkButton, Look};

use super::{
    desk::{Desk, offered},
    parcel_steps::{Correct, Report},
    query::{TABLE, address, of_address},
    return_steps::ReturnSteps,
    ship::Ship,
    words::{carrier_words, parcel_words, return_reason_words, return_words},
};
use crate::{text::use_texts, time::moment};

/// A card per parcel, what is left to send, and what comes back.
#[component]
pub fn Parcels(
    /// The panel's state.
    desk: Desk,
    /// The order.
    order: OrderDetail,
) -> impl IntoView {
    let t = use_texts();
    let OrderDetail { id, parcels, lines, actions, returns, .. } = order;
    let ship = offered(&actions, |action| action == OrderAction::Ship);
    let picking = ship.map(|_| format!("/backoffice/picking-list.pdf?order={id}"));
    let none = (parcels.is_empty() && ship.is_none()).then(|| view! { <p class="text-sm text-muted">{t.parcel.none}</p> });
    let cards = parcels
        .into_iter()
        .map(|parcel| {
            let page = format!("{TABLE}/{id}/notice/{}", parcel.parcel.id);
            view! { <Parcel desk parcel lines=lines.clone() actions=actions.clone() page/> }
        })
        .collect_view();
    let returned =
        returns.into_iter().map(|goods| view! { <Return desk goods lines=lines.clone() actions=actions.clone()/> }).collect_view();
    view! {
        <section aria-labelledby="parcels" class="grid gap-3">
            <h3 id="parcels" class="text-base font-medium">{t.parcel.title}</h3>
            {none}
            <ul class="grid gap-3 empty:hidden" data-testid="parcels">{cards}</ul>
            <ul class="grid gap-3 empty:hidden" data-testid="returns">{returned}</ul>
            {picking.map(|href| view! { <p><LinkButton href look=Look::Small external=true>{t.orders.picking_list}</LinkButton></p> })}
            {ship.map(|offer| view! { <Ship desk offer lines/> })}
        </section>
    }
}

/// The names of pieces.
fn piece_words(lines: &[LineDetail], pieces: &[domain::orders::Pieces]) -> String {
    let name = |position| lines.iter().find(|line| line.line.position == position).map(|line| line.line.name.as_str()).unwrap_or_default();
    pieces.iter().map(|pieces| format!("{} × {}", pieces.quantity, name(pieces.position))).collect::<Vec<_>>().join(", ")
}

#[component]
fn Parcel(desk: Desk, parcel: ParcelDetail, lines: Vec<LineDetail>, actions: Vec<OfferedAction>, page: String) -> impl IntoView {
    let t = use_texts();
    let ParcelDetail { parcel, notified_at } = parcel;
    let (state, tone) = parcel_words(t, parcel.state);
    let notify = offered(&actions, |action| matches!(action, OrderAction::Notify { parcel: id, .. } if id == parcel.id));
    let paper = format!("/backoffice/parcels/{}/delivery-note.pdf", parcel.id);
    let (id, written) = (parcel.id, parcel.tracking.clone());
    let correct = offered(&actions, |action| action == OrderAction::CorrectTracking { parcel: id });
    let words = if notified_at.is_some() { t.parcel.notify_again } else { t.parcel.notify };
    let query = leptos_router::hooks::use_query_map();
    let href = query.with_untracked(|query| address(&page, &of_address(query)));
    let carrier = parcel.tracking.carrier.map(|carrier| carrier_words(t, carrier));
    let tracking = parcel.tracking.number.clone().map(|number| match parcel.tracking.url() {
        Some(url) => view! { <a href=url rel="external noreferrer" class="underline underline-offset-4">{number}</a> }.into_any(),
        None => number.into_any(),
    });
    view! {
        <li class="rounded-sm border border-hairline p-4 text-sm" data-state=parcel.state.code()>
            <div class="flex flex-wrap items-center justify-between gap-3">
                <h4 class="font-medium">{t.parcel.number(&parcel.number.to_string())}</h4>
                <Badge tone>{state}</Badge>
            </div>
            <p class="mt-1">{piece_words(&lines, &parcel.pieces)}</p>
            <p class="mt-1 flex flex-wrap gap-x-3 text-muted tabular-nums">
                {carrier.map(|carrier| view! { <span>{carrier}</span> })} {tracking.map(|tracking| view! { <span class="break-all">{tracking}</span> })}
                {parcel.handed_over_at.map(|at| view! { <span>{moment(at)}</span> })}
            </p>
            <p class="mt-1 text-muted tabular-nums" data-testid="notified">
                {match notified_at {
                    Some(at) => t.parcel.notified(&moment(at)),
                    None => t.parcel.not_notified.to_owned(),
                }}
            </p>
            <div class="mt-3 flex flex-wrap gap-3 empty:hidden">
                <LinkButton href=paper look=Look::Small external=true>{t.parcel.delivery_note}</LinkButton>
                {notify.map(|_| view! { <LinkButton href look=Look::Small>{words}</LinkButton> })}
                {correct.map(|offer| view! { <Correct desk parcel=id tracking=written offer/> })}
                <Report desk parcel=id actions/>
            </div>
        </li>
    }
}

#[component]
fn Return(desk: Desk, goods: ReturnView, lines: Vec<LineDetail>, actions: Vec<OfferedAction>) -> impl IntoView {
    let t = use_texts();
    let (state, tone) = return_words(t, goods.state);
    view! {
        <li class="rounded-sm border border-hairline p-4 text-sm" data-state=goods.state.code()>
            <div class="flex flex-wrap items-center justify-between gap-3">
                <h4 class="font-medium">{t.returns.number(&goods.number.to_string())}</h4>
                <Badge tone>{state}</Badge>
            </div>
            <p class="mt-1">{piece_words(&lines, &goods.pieces)}</p>
            <p class="mt-1 text-muted">{return_reason_words(t, goods.reason)} " · " {moment(goods.requested_at)}</p>
            {(!goods.words.is_empty()).then(|| view! { <p class="mt-1 whitespace-pre-line">{goods.words.clone()}</p> })}
            <ReturnSteps desk goods=goods.id actions/>
        </li>
    }
}
