//! The order's page.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_params_map;
use ui::PAGE;

use super::{
    OrderContent,
    server_fns::{check_order, read_order},
    situation::Situation,
    status::Status,
    summary::OrderSummary,
};
use crate::{
    pages::{load, loaded},
    seo::Head,
    text::use_texts,
};

/// Between two looks at an order whose payment is open.
const PAUSE: Duration = Duration::from_secs(3);
/// Looks before the page stops looking by itself: after five minutes nobody is waiting in front of it.
const LOOKS: u32 = 100;

/// Where the order stands, what was ordered, and what happened. Confirmation and status in one: its address is all a guest has.
#[component]
pub fn OrderPage() -> impl IntoView {
    let params = use_params_map();
    let order = load(move || params.read().get("token").unwrap_or_default(), read_order);
    loaded(order, |order| view! { <Order order/> }.into_any())
}

#[component]
fn Order(order: OrderContent) -> impl IntoView {
    let t = use_texts();
    let title = t.order.title(&order.number);
    let order = RwSignal::new(order);
    keep_looking(order);
    view! {
        <Head title=title.clone() description="" path="" private=true/>
        <div class=format!("{PAGE} pt-10 md:pt-16")>
            <p class="mb-4 text-sm text-muted tabular-nums" data-testid="order-number">{title}</p>
            <div class="grid gap-x-16 gap-y-12 lg:grid-cols-12">
                <div class="lg:col-span-7" aria-live="polite">
                    {move || view! { <Status order=order.get()/> }}
                </div>
                <div class="lg:col-span-5">
                    {move || view! { <OrderSummary order=order.get()/> }}
                </div>
            </div>
        </div>
    }
}

/// In the browser: asks again while the payment's outcome is open.
fn keep_looking(order: RwSignal<OrderContent>) {
    let is_open = move || order.with_untracked(|order| Situation::of(order.state, order.payment.as_ref()).is_open());
    Effect::new(move |_| {
        let looks = StoredValue::new(0_u32);
        let look = move || {
            if !is_open() || looks.get_value() >= LOOKS {
                return;
            }
            looks.update_value(|looks| *looks += 1);
            let token = order.with_untracked(|order| order.token.clone());
            spawn_local(async move {
                // A look that fails is made good by the next one.
                if let Ok(news) = check_order(token).await
                    && order.try_with_untracked(|order| *order != news) == Some(true)
                {
                    order.set(news);
                }
            });
        };
        if is_open()
            && let Ok(handle) = set_interval_with_handle(look, PAUSE)
        {
            on_cleanup(move || handle.clear());
        }
    });
}
