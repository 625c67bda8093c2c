//! Another attempt to pay.

use domain::payments::PaymentMethodView;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{RadioCards, RadioChoice};

use super::{
    OrderContent,
    desk::{Act, Answer, Desk},
    server_fns::{RetryPayment, retry_payment},
};
use crate::text::use_texts;

/// The form that starts a new payment, with the same method or another one.
#[component]
pub fn Retry(
    /// The page's state.
    desk: Desk,
    /// The order.
    order: OrderContent,
) -> impl IntoView {
    let t = use_texts();
    let (before, methods) = order.payment.map(|payment| (payment.method, payment.methods)).unwrap_or_default();
    // A method that is offered no longer cannot be the one that is chosen.
    let before =
        methods.iter().find(|method| method.code == before).or(methods.first()).map(|method| method.code.clone()).unwrap_or(before);
    let method = RwSignal::new(before.clone());
    let act = move |language, token: String| -> Answer {
        let method = method.get_untracked();
        Box::pin(async move {
            let page = format!("/{language}/orders/{token}");
            let placed = retry_payment(language, token, method).await?;
            // Leaving the shop, or its page anew: either way the browser goes there itself.
            drop(window().location().assign(placed.pay_at.as_deref().unwrap_or(&page)));
            Ok(None)
        })
    };
    let choice = view! { <Methods methods before method/> }.into_any();
    view! {
        <Act desk action=RetryPayment::url() act choice>
            {t.order.retry}
        </Act>
    }
}

/// The choice among the ways to pay, if there is one.
#[component]
fn Methods(methods: Vec<PaymentMethodView>, before: String, method: RwSignal<String>) -> impl IntoView {
    let t = use_texts();
    if methods.len() < 2 {
        return view! { <input type="hidden" name="method" value=before/> }.into_any();
    }
    let choice = |method: PaymentMethodView| RadioChoice { value: method.code, title: method.name, ..RadioChoice::default() };
    let choices: Vec<_> = methods.into_iter().map(choice).collect();
    view! {
        <h2 id="method-heading" class="mb-3 text-sm font-medium">{t.checkout.payment}</h2>
        <div class="mb-6 max-w-md" on:change=move |event| method.set(event_target_value(&event))>
            <RadioCards
                id="method"
                name="method"
                prefix="method"
                heading="method-heading"
                choices=Signal::stored(choices)
                chosen=Signal::stored(before)
            />
        </div>
    }
    .into_any()
}
