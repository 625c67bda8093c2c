//! The account's first page: its orders.

use domain::money::Money;
use leptos::{prelude::*, server_fn::ServerFn, task::spawn_local};
use leptos_router::hooks::use_query_map;
use ui::{Badge, Button, LinkButton, Look, Notice, Tone};

use super::{
    content::{Overview, OwnOrder},
    form::Said,
    own::{Area, own},
    server_fns::read_overview,
};
use crate::{
    orders::{
        order_words,
        server_fns::{OrderAgain, order_again},
    },
    pages::load,
    text::{use_language, use_texts},
};

/// Who is logged in, and what they have ordered.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let query = use_query_map();
    let overview = load(move || query.read().get("before").unwrap_or_default(), read_overview);
    let (t, said) = (use_texts(), Said::of_page());
    own(overview, move |Overview { account, orders, older }| {
        let (verified, email) = (account.verified, account.email);
        view! {
            <Area title=t.account.title said>
                <p class="mb-8 text-base text-muted" data-testid="who">{t.account.hello(&email)}</p>
                {(!verified).then(|| view! { <div class="mb-8"><Notice tone=Tone::Warn>{t.account.unverified}</Notice></div> })}
                <Orders orders older/>
            </Area>
        }
        .into_any()
    })
}

#[component]
fn Orders(orders: Vec<OwnOrder>, older: Option<String>) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let none = orders.is_empty().then(|| {
        view! {
            <p class="mb-6 text-base text-muted">{t.account.no_orders}</p>
            <LinkButton href=format!("/{language}") look=Look::Quiet>{t.cart.look_around}</LinkButton>
        }
    });
    let rows = orders.into_iter().map(|order| view! { <Row order/> }).collect_view();
    let older = older.map(|before| {
        view! { <p class="mt-6"><LinkButton href=format!("/{language}/account?before={before}") look=Look::Quiet>{t.account.older}</LinkButton></p> }
    });
    view! {
        <section aria-labelledby="orders">
            <h2 id="orders" class="mb-3 text-lg font-medium">{t.account.orders}</h2>
            {none}
            <ul class="divide-y divide-hairline border-y border-hairline empty:hidden" data-testid="orders">{rows}</ul>
            {older}
        </section>
    }
}

#[component]
fn Row(order: OwnOrder) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let OwnOrder { number, token, state, total, pieces, placed_on } = order;
    // An order of an earlier shop has no page, and its goods may not be here.
    let is_earlier = token.is_empty();
    let title = if is_earlier {
        view! { <span class="block font-medium tabular-nums">{t.order.title(&number)}</span> }.into_any()
    } else {
        let href = format!("/{language}/orders/{token}");
        view! { <a href=href class="block font-medium underline-offset-4 hover:underline tabular-nums">{t.order.title(&number)}</a> }
            .into_any()
    };
    let mark = is_earlier.then(|| view! { <span data-testid="earlier">" · " {t.account.earlier}</span> });
    let again = (!is_earlier).then(|| view! { <Again token/> });
    view! {
        <li class="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 py-4" data-state=state.code()>
            <span class="min-w-48 flex-1">
                {title}
                <span class="block text-sm text-muted tabular-nums">{placed_on} " · " {t.account.pieces(pieces)} {mark}</span>
            </span>
            <Badge>{order_words(t, state)}</Badge>
            <span class="text-base tabular-nums">{Money::rappen(total).to_string()}</span>
            {again}
        </li>
    }
}

/// Puts what was ordered into the cart again, and leads there.
#[component]
fn Again(token: String) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let busy = RwSignal::new(false);
    let key = token.clone();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let token = key.clone();
        spawn_local(async move {
            // What does not work is said on the order's own page.
            let page = match order_again(language, token.clone()).await {
                Ok(_) => format!("/{language}/cart"),
                Err(_) => format!("/{language}/orders/{token}"),
            };
            if window().location().assign(&page).is_err() {
                busy.set(false);
            }
        });
    };
    view! {
        <form method="post" action=OrderAgain::url() on:submit=send>
            <input type="hidden" name="language" value=language.code()/>
            <input type="hidden" name="token" value=token/>
            <Button look=Look::Bare disabled=busy>{t.order.again}</Button>
        </form>
    }
}
