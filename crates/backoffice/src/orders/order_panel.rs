//! An order beside the table, and by itself on narrow screens.

use domain::backoffice::OrderDetail;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use site::load::load;
use ui::{Badge, SidePanel};

use super::{
    OrderScreen,
    cancel::Cancel,
    desk::{Desk, Telling},
    goods::Goods,
    money::Money,
    notes::Notes,
    parcels::Parcels,
    query::{TABLE, address, of_address},
    server_fns::read_order,
    timeline::Timeline,
    words::state_words,
};
use crate::{
    failure::loaded,
    table::{Panel, fact},
    text::use_texts,
    time::moment,
};

/// The order that the address names.
#[component]
pub fn OrderPanel() -> impl IntoView {
    let t = use_texts();
    let params = use_params_map();
    let order = load(move || params.read().get("id").unwrap_or_default(), read_order);
    view! {
        <SidePanel label=t.order.panel>{loaded(order, |screen| view! { <Order screen/> }.into_any())}</SidePanel>
    }
}

#[component]
fn Order(screen: OrderScreen) -> impl IntoView {
    let t = use_texts();
    let number = screen.order.number.clone();
    let desk = Desk::new(screen);
    let state = Memo::new(move |_| desk.screen.with(|screen| screen.order.state));
    let mark = move || {
        move || {
            let (words, tone) = state_words(t, state.get());
            view! { <span data-testid="order-state" data-state=state.get().code()><Badge tone>{words}</Badge></span> }
        }
    };
    view! {
        <Panel title=number mark back=|query| address(TABLE, &of_address(query))>
            <Telling answer=desk.answer/>
            // Made anew with each answer: a field that kept its element would keep what was entered for the parcel before.
            <For each=move || [desk.screen.get()] key=|screen| screen.key let:screen>
                <Content desk order=screen.order/>
            </For>
        </Panel>
    }
}

#[component]
fn Content(desk: Desk, order: OrderDetail) -> impl IntoView {
    view! {
        <Facts order=order.clone()/>
        <Goods order=order.clone()/>
        <Parcels desk order=order.clone()/>
        <Money desk order=order.clone()/>
        <Cancel desk order=order.clone()/>
        <Notes desk order=order.clone()/>
        <Timeline order/>
    }
}

/// Who ordered, when, and where it goes.
#[component]
fn Facts(order: OrderDetail) -> impl IntoView {
    let t = use_texts();
    let OrderDetail { email, address, delivery_name, placed_at, held_until, language, account, .. } = order;
    let lines = [address.company, address.street, format!("{} {}", address.postal_code, address.city), address.country];
    let lines =
        lines.into_iter().filter(|line| !line.trim().is_empty()).map(|line| view! { <span class="block">{line}</span> }).collect_view();
    let kind = if account.is_some() { t.order.has_account } else { t.order.guest };
    let mail = view! { <a href=format!("mailto:{email}") class="underline underline-offset-4" rel="external">{email.clone()}</a> };
    view! {
        <dl class="grid grid-cols-1 gap-x-6 gap-y-4 text-sm md:grid-cols-2">
            {fact(t.order.customer, view! { <span class="block font-medium">{address.name}</span> {mail} <span class="block text-muted">{kind} " · " {language.own_name()}</span> }.into_any())}
            {fact(t.order.deliver_to, view! { {lines} <span class="block text-muted">{delivery_name}</span> }.into_any())}
            {fact(t.orders.placed, view! { <span class="tabular-nums">{moment(placed_at)}</span> }.into_any())}
            {held_until.map(|until| fact(t.order.held_until, view! { <span class="tabular-nums">{moment(until)}</span> }.into_any()))}
        </dl>
    }
}
