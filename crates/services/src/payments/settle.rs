use gateways::error::GatewayError;
use uuid::Uuid;

use super::{
    apply::{Outcome, apply},
    store,
};
use crate::{
    error::{Error, Result},
    orders,
    shop::Shop,
};

/// Asks the gateway what became of a payment and applies the answer, once. The one way by which a payment's state changes: webhook, return page
/// and reconciliation all come here, with nothing but the gateway's name and its id.
pub async fn settle(shop: &Shop, gateway: &str, gateway_payment_id: &str) -> Result<Outcome> {
    let mut known = store::by_gateway_id(&shop.pool, gateway, gateway_payment_id).await?;
    // An id we do not know can be one whose creation was never answered. Only while there is such a payment is the gateway bothered.
    if known.is_none() && !store::any_unanswered(&shop.pool, gateway).await? {
        // Nor is an id unknown that another notice has written down between the two questions.
        known = store::by_gateway_id(&shop.pool, gateway, gateway_payment_id).await?;
        if known.is_none() {
            return Ok(Outcome::Unknown);
        }
    }
    let fetched = match shop.gateways.named(gateway)?.fetch(gateway_payment_id).await {
        Ok(fetched) => fetched,
        Err(GatewayError::NotFound) => return Ok(Outcome::Unknown),
        Err(error) => return Err(error.into()),
    };
    let known = if let Some(known) = known {
        known
    } else {
        let ours = fetched.order_reference.as_deref().and_then(|reference| reference.parse::<Uuid>().ok());
        let Some(ours) = ours else { return Ok(Outcome::Unknown) };
        // Another notice of the same payment may have written the gateway's id down meanwhile.
        let known = match store::unanswered(&shop.pool, gateway, ours).await? {
            Some(known) => Some(known),
            None => store::by_gateway_id(&shop.pool, gateway, gateway_payment_id).await?,
        };
        let Some(known) = known else { return Ok(Outcome::Unknown) };
        known
    };
    apply(shop, known.order_id, known.id, &fetched).await
}

/// Settles the newest attempt of an order, for the page that the buyer comes back to. Without an answer in time everything stays as it is.
pub async fn settle_order(shop: &Shop, token: &str) -> Result<()> {
    let order = orders::id_of_token(&shop.pool, token).await?;
    let newest = {
        let mut connection = shop.pool.acquire().await?;
        store::newest(&mut connection, order).await?
    };
    let Some(payment) = newest.filter(|payment| !payment.state.is_final()) else { return Ok(()) };
    let Some(id) = payment.gateway_payment_id else { return Ok(()) };
    match tokio::time::timeout(shop.settings.gateway_patience, settle(shop, &payment.gateway, &id)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(Error::Gateway(error))) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "payment not settled on return");
            Ok(())
        }
        Ok(Err(error)) => Err(error),
        Err(_) => {
            tracing::warn!("payment not settled in time on return");
            Ok(())
        }
    }
}
