//! The third step: how it is paid.

use domain::payments::PaymentMethodView;
use leptos::prelude::*;
use ui::RadioCard;

use crate::text::use_texts;

/// The ways to pay.
#[component]
pub fn PaymentStep(
    /// The methods.
    methods: Vec<PaymentMethodView>,
    /// The code of the one chosen before.
    chosen: String,
) -> impl IntoView {
    let t = use_texts();
    let cards = methods
        .into_iter()
        .map(|method| {
            view! {
                <RadioCard id=format!("payment-{}", method.code) name="form[payment_method]" checked=chosen == method.code value=method.code title=method.name/>
            }
        })
        .collect_view();
    view! {
        <div id="payment_method" class="grid gap-3">{cards}</div>
        <p class="mt-3 text-sm text-muted">{t.checkout.pay_hint}</p>
    }
}
