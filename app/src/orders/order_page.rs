//! The order's page.

use std::time::Duration;

use domain::failure::Failure;
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_params_map;
use ui::{Notice, PAGE, Tone};

use super::{
    OrderContent, OrderSummary,
    desk::Desk,
    parcels::Parcels,
    return_form::ReturnRequestForm,
    returns::Returns,
    server_fns::{check_order, read_order},
    situation::Situation,
    status::Status,
    timeline::Timeline,
};
use crate::{
    pages::{load, loaded, part, words},
    seo::Head,
    text::use_texts,
};

part! {
    /// The page of an order.
    order as OrderPart { Order => OrderPage }
}

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
    let desk = Desk::new(order);
    let order = desk.order;
    keep_looking(order);
    // Errors of fields are said at the fields.
    let refused = move || desk.refused.get().filter(|failure| !matches!(failure, Failure::Invalid(errors) if !errors.is_empty()));
    view! {
        <Head title=title.clone() description="" path="" private=true/>
        <div class=format!("{PAGE} pt-10 md:pt-16")>
            <p class="mb-4 text-sm text-muted tabular-nums" data-testid="order-number">{title}</p>
            <div class="grid gap-x-16 gap-y-12 lg:grid-cols-12">
                <div class="lg:col-span-7">
                    {move || refused().map(|failure| view! { <div class="mb-8"><Notice tone=Tone::Bad>{words(t, &failure)}</Notice></div> })}
                    <div aria-live="polite">{move || view! { <Status desk order=order.get()/> }}</div>
                    {move || view! { <Parcels order=order.get()/> }}
                    {move || view! { <Returns order=order.get()/> }}
                    {move || view! { <Timeline order=order.get()/> }}
                    {move || view! { <ReturnRequestForm desk order=order.get()/> }}
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
