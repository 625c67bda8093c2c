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
    /// What is left to pay, in rappen.
    due: Signal<i64>,
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
        // Still sent when there is nothing to pay: what is due is for the server to say.
        <div id="payment_method" class="grid gap-3" hidden=move || due.get() == 0>{cards}</div>
        <p class="mt-3 text-sm text-muted">{move || if due.get() == 0 { t.checkout.nothing_due } else { t.checkout.pay_hint }}</p>
    }
}
