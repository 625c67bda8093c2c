use std::time::Duration;

use domain::{language::Language, money::Money, payments::PaymentMethodView};

use crate::shop::Shop;

/// How long the gateway's list is kept.
const KEPT: Duration = Duration::from_mins(10);

/// The ways to pay, in the configured order: those that the gateway offers for this shop.
///
/// The checkout page never waits long for the gateway and never fails with it: without an answer the configured methods are shown by their codes.
pub(crate) async fn methods(shop: &Shop, language: Language) -> Vec<PaymentMethodView> {
    let key = format!("payment-methods:{}:{language}", shop.gateway.name());
    if let Ok(Some(entry)) = shop.ephemeral.get(&key).await
        && let Ok(methods) = serde_json::from_slice::<Vec<PaymentMethodView>>(&entry.value)
        && !methods.is_empty()
    {
        return methods;
    }
    // TWINT is listed only when an amount in francs is asked for.
    let asked = tokio::time::timeout(shop.settings.gateway_patience, shop.gateway.methods(Money::rappen(1000), language)).await;
    let methods: Vec<_> = match asked {
        Ok(Ok(offered)) => offered.into_iter().map(|method| PaymentMethodView { code: method.code, name: method.name }).collect(),
        Ok(Err(error)) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "payment methods not listed");
            Vec::new()
        }
        Err(_) => {
            tracing::warn!("payment methods not listed in time");
            Vec::new()
        }
    };
    if methods.is_empty() {
        return shop.settings.payment_methods.iter().map(|code| PaymentMethodView { code: code.clone(), name: name(code) }).collect();
    }
    if let Ok(value) = serde_json::to_vec(&methods)
        && let Err(error) = shop.ephemeral.put(&key, &value, KEPT).await
    {
        tracing::warn!(error = &error as &dyn std::error::Error, "payment methods not kept");
    }
    methods
}

/// Brand names for Mollie's codes; others are shown as they are.
fn name(code: &str) -> String {
    match code {
        "twint" => "TWINT",
        "creditcard" => "Visa, Mastercard",
        "paypal" => "PayPal",
        "applepay" => "Apple Pay",
        other => other,
    }
    .to_owned()
}
