//! The second step: how it gets there.

use domain::orders::DeliveryMethodView;
use leptos::prelude::*;
use ui::{RadioCards, RadioChoice};

use crate::{cart::fee_words, text::use_texts};

/// The delivery methods with their fees.
#[component]
pub fn DeliveryStep(
    /// The methods.
    #[prop(into)]
    methods: Signal<Vec<DeliveryMethodView>>,
    /// The code of the chosen one.
    chosen: RwSignal<String>,
    /// The id of the step's heading.
    heading: &'static str,
) -> impl IntoView {
    let t = use_texts();
    let choice = move |method: DeliveryMethodView| RadioChoice {
        end: Some(fee_words(t, method.fee)),
        value: method.code,
        title: method.name,
        text: Some(method.promise),
    };
    let choices = Signal::derive(move || methods.get().into_iter().map(choice).collect::<Vec<_>>());
    view! {
        <RadioCards
            id="delivery_method"
            name="form[delivery_method]"
            prefix="delivery"
            heading
            choices
            chosen
            on:change=move |event| chosen.set(event_target_value(&event))
        />
        <p class="unscripted mt-3 text-sm text-muted">{t.checkout.total_note}</p>
    }
}
