//! A customer beside the table, and by themselves on narrow screens.

use domain::{
    address::Address,
    backoffice::{CustomerAccount, CustomerDetail, CustomerOrder, CustomerOrders},
    money::Money,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use site::load::load;
use ui::{Badge, SidePanel, Tone};

use super::{
    CustomerScreen,
    desk::CustomerDesk,
    log_ins::LogIns,
    query::{BEFORE, TABLE, address, of_address},
    requests::Requests,
    roles::Roles,
    server_fns::read_customer,
    sessions::Sessions,
};
use crate::{
    earlier::TABLE as EARLIER,
    failure::loaded,
    orders::{Telling, state_words},
    table::{Panel, fact},
    text::use_texts,
    time::moment,
};

/// The customer that the address names, with the page of attempts to log in that it asks for.
#[component]
pub fn CustomerPanel() -> impl IntoView {
    let t = use_texts();
    let (params, query) = (use_params_map(), use_query_map());
    let asked = move || (params.read().get("id").unwrap_or_default(), query.read().get(BEFORE).unwrap_or_default());
    let customer = load(asked, |(customer, before)| read_customer(customer, before));
    view! {
        <SidePanel label=t.customer.panel>{loaded(customer, |screen| view! { <Customer screen/> }.into_any())}</SidePanel>
    }
}

#[component]
fn Customer(screen: CustomerScreen) -> impl IntoView {
    let CustomerDetail { name, email, .. } = screen.customer.clone();
    let title = if name.is_empty() { email } else { name };
    let desk = CustomerDesk::new(screen);
    view! {
        <Panel title back=|query| address(TABLE, &of_address(query))>
            <Telling answer=desk.answer/>
            // Made anew with each answer: a field that kept its element would keep what was entered for the act before.
            <For each=move || [desk.screen.get()] key=|screen| screen.key let:screen>
                <Content desk customer=screen.customer/>
            </For>
        </Panel>
    }
}

#[component]
fn Content(desk: CustomerDesk, customer: CustomerDetail) -> impl IntoView {
    let own = customer.account.clone().map(|account| {
        view! {
            <Sessions desk customer=customer.clone() account=account.clone()/>
            <LogIns account=account.clone()/>
            <Roles desk customer=customer.clone() account/>
            <Requests desk customer=customer.clone()/>
        }
    });
    view! {
        <Facts customer=customer.clone()/>
        {customer.orders.clone().map(|orders| view! { <Orders orders/> })}
        <Addresses addresses=customer.addresses.clone()/>
        {own}
    }
}

/// Who it is.
#[component]
fn Facts(customer: CustomerDetail) -> impl IntoView {
    let t = use_texts();
    let CustomerDetail { email, language, account, .. } = customer;
    let mail =
        view! { <a href=format!("mailto:{email}") class="break-all underline underline-offset-4" rel="external">{email.clone()}</a> };
    let more = match account {
        None => fact(t.customer.kind, t.customer.guest_text.into_any()).into_any(),
        Some(account) => {
            let CustomerAccount { number, verified, closed_at, created_at, newsletter, second_factors, .. } = account;
            let closed = closed_at.map(|at| {
                let words = t.customer.closed_at(&moment(at));
                fact(t.customer.kind, view! { <span data-testid="closed"><Badge tone=Tone::Warn>{words}</Badge></span> }.into_any())
            });
            let news = if newsletter { t.customer.yes } else { t.customer.no };
            let factor = if second_factors.is_there() { t.customer.yes } else { t.customer.no };
            let unverified = (!verified).then(|| view! { " " <Badge tone=Tone::Warn>{t.customer.unverified}</Badge> });
            view! {
                {closed}
                {fact(t.customer.since, view! { <span class="tabular-nums">{moment(created_at)}</span> {unverified} }.into_any())}
                {number.map(|number| fact(t.customer.number, view! { <span class="tabular-nums">{number}</span> }.into_any()))}
                {fact(t.customer.second_factor, factor.into_any())}
                {fact(t.customer.newsletter, news.into_any())}
            }
            .into_any()
        }
    };
    view! {
        <dl class="grid grid-cols-1 gap-x-6 gap-y-4 text-sm md:grid-cols-2" data-testid="facts">
            {fact(t.customer.email, mail.into_any())}
            {fact(t.frame.language, language.own_name().into_any())}
            {more}
        </dl>
    }
}

#[component]
fn Orders(orders: CustomerOrders) -> impl IntoView {
    let t = use_texts();
    let CustomerOrders { rows, count, paid, earlier } = orders;
    let sum = (count > 0).then(|| t.customer.bought(&Money::rappen(paid).to_string(), &t.orders.count(count)));
    let of_which = (earlier > 0).then(|| view! { <span data-testid="earlier">" · " {t.earlier.of_which(earlier)}</span> });
    let rows = rows
        .into_iter()
        .map(|CustomerOrder { id, number, state, placed_at, total, is_earlier }| {
            let table = if is_earlier { EARLIER } else { "/backoffice/orders" };
            let mark = is_earlier.then(|| view! { <Badge>{t.earlier.badge}</Badge> });
            let (words, tone) = state_words(t, state);
            view! {
                <li class="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2 text-sm" data-state=state.code()>
                    <a href=format!("{table}/{id}") class="font-medium tabular-nums underline decoration-ink/30 underline-offset-4 hover:decoration-ink">
                        {number}
                    </a>
                    <span class="flex-1 text-xs text-muted tabular-nums">{moment(placed_at)}</span>
                    {mark}
                    <Badge tone>{words}</Badge>
                    <span class="tabular-nums">{Money::rappen(total).to_string()}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="orders">
            <h3 id="orders" class="mb-2 text-base font-medium">{t.frame.orders}</h3>
            <p class="mb-2 text-sm text-muted" data-testid="bought">{sum.unwrap_or_else(|| t.customer.no_orders.to_owned())} {of_which}</p>
            <ol class="divide-y divide-hairline border-y border-hairline empty:hidden" data-testid="orders">{rows}</ol>
        </section>
    }
}

#[component]
fn Addresses(addresses: Vec<Address>) -> impl IntoView {
    let t = use_texts();
    let none = addresses.is_empty().then(|| view! { <p class="text-sm text-muted">{t.customer.no_addresses}</p> });
    let rows = addresses
        .into_iter()
        .map(|address| {
            let Address { name, company, street, postal_code, city, country } = address;
            let lines = [name, company, street, format!("{postal_code} {city}"), country];
            let lines = lines.into_iter().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join(", ");
            view! { <li class="py-2 text-sm break-words">{lines}</li> }
        })
        .collect_view();
    view! {
        <section aria-labelledby="addresses">
            <h3 id="addresses" class="mb-2 text-base font-medium">{t.customer.addresses}</h3>
            {none}
            <ul class="divide-y divide-hairline border-y border-hairline empty:hidden" data-testid="addresses">{rows}</ul>
        </section>
    }
}
