//! The third step: how it is paid.

use domain::payments::PaymentMethodView;
use leptos::prelude::*;
use ui::{RadioCards, RadioChoice};

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
    /// The id of the step's heading.
    heading: &'static str,
) -> impl IntoView {
    let t = use_texts();
    let card = |method: PaymentMethodView| RadioChoice { value: method.code, title: method.name, ..RadioChoice::default() };
    let choices: Vec<_> = methods.into_iter().map(card).collect();
    view! {
        // Still sent when there is nothing to pay: what is due is for the server to say.
        <div hidden=move || due.get() == 0>
            <RadioCards id="payment_method" name="form[payment_method]" prefix="payment" heading choices=Signal::stored(choices) chosen=Signal::stored(chosen)/>
        </div>
        <p class="mt-3 text-sm text-muted">{move || if due.get() == 0 { t.checkout.nothing_due } else { t.checkout.pay_hint }}</p>
    }
}
