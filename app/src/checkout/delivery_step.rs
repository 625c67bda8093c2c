//! The second step: how it gets there.

use domain::orders::DeliveryMethodView;
use leptos::prelude::*;
use ui::RadioCard;

use crate::{cart::fee_words, text::use_texts};

/// The delivery methods with their fees.
#[component]
pub fn DeliveryStep(
    /// The methods.
    #[prop(into)]
    methods: Signal<Vec<DeliveryMethodView>>,
    /// The code of the chosen one.
    chosen: RwSignal<String>,
) -> impl IntoView {
    let t = use_texts();
    let card = move |method: DeliveryMethodView| {
        view! {
            <RadioCard
                id=format!("delivery-{}", method.code)
                name="form[delivery_method]"
                checked=chosen.get_untracked() == method.code
                value=method.code
                title=method.name
                text=method.promise
                end=fee_words(t, method.fee)
            />
        }
    };
    view! {
        <div id="delivery_method" class="grid gap-3" on:change=move |event| chosen.set(event_target_value(&event))>
            {move || methods.get().into_iter().map(card).collect_view()}
        </div>
        <p class="unscripted mt-3 text-sm text-muted">{t.checkout.total_note}</p>
    }
}
