use std::{sync::Arc, time::Duration};

use domain::{
    language::Language,
    money::Money,
    payments::{PaymentMethodView, brand},
};
use gateways::payment::PaymentGateway;

use crate::shop::Shop;

/// How long a gateway's list is kept.
const KEPT: Duration = Duration::from_mins(10);

/// The ways to pay, in the configured order: those that their gateways offer for this shop.
///
/// The checkout page never waits long for a gateway and never fails with it: without an answer its methods are shown by their codes.
pub(crate) async fn methods(shop: &Shop, language: Language) -> Vec<PaymentMethodView> {
    let keys: Vec<_> = shop.gateways.all().map(|gateway| key(gateway, language)).collect();
    let kept = shop.ephemeral.get_many(&keys).await.unwrap_or_default();
    let mut offered = Vec::new();
    for (gateway, key) in shop.gateways.all().zip(&keys) {
        let kept = kept.get(key).and_then(|entry| serde_json::from_slice::<Vec<PaymentMethodView>>(&entry.value).ok());
        match kept.filter(|methods| !methods.is_empty()) {
            Some(methods) => offered.extend(methods),
            None => offered.extend(ask(shop, gateway, language).await),
        }
    }
    let place = |code: &str| shop.settings.payment_methods.iter().position(|configured| configured == code);
    offered.retain(|method| shop.takes(&method.code));
    offered.sort_by_key(|method| place(&method.code));
    offered
}

fn key(gateway: &Arc<dyn PaymentGateway>, language: Language) -> String {
    format!("payment-methods:{}:{language}", gateway.name())
}

/// The methods that a gateway says it has, which are kept for a while.
async fn ask(shop: &Shop, gateway: &Arc<dyn PaymentGateway>, language: Language) -> Vec<PaymentMethodView> {
    // TWINT is listed only when an amount in francs is asked for.
    let asked = tokio::time::timeout(shop.settings.gateway_patience, gateway.methods(Money::rappen(1000), language)).await;
    let methods: Vec<_> = match asked {
        Ok(Ok(offered)) => offered.into_iter().map(|method| PaymentMethodView { code: method.code, name: method.name }).collect(),
        Ok(Err(error)) => {
            tracing::warn!(gateway = gateway.name(), error = &error as &dyn std::error::Error, "payment methods not listed");
            Vec::new()
        }
        Err(_) => {
            tracing::warn!(gateway = gateway.name(), "payment methods not listed in time");
            Vec::new()
        }
    };
    if methods.is_empty() {
        let codes = shop.gateways.methods_of(gateway.name());
        return codes.into_iter().map(|code| PaymentMethodView { code: code.to_owned(), name: brand(code).to_owned() }).collect();
    }
    if let Ok(value) = serde_json::to_vec(&methods)
        && let Err(error) = shop.ephemeral.put(&key(gateway, language), &value, KEPT).await
    {
        tracing::warn!(error = &error as &dyn std::error::Error, "payment methods not kept");
    }
    methods
}

/// A method's name for people, without asking its gateway.
pub(crate) fn method_name(code: &str, language: Language) -> String {
    if code == super::prepayment::METHOD { super::prepayment::name(language) } else { brand(code) }.to_owned()
}
