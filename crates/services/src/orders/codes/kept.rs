//! Where they are kept. They may be lost: then the order would cost more than the buyer saw, and is refused until the buyer has seen that.

use domain::cart::CartOwner;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// What is in use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::orders) struct Codes {
    /// A voucher's code, tidied.
    pub voucher: Option<String>,
    /// A gift card's id: its code is money and is kept nowhere.
    pub gift_card: Option<Uuid>,
}

pub(in crate::orders) fn key(owner: CartOwner) -> String {
    format!("codes:{owner}")
}

/// Keeps the codes as long as a cart. Of two tabs that do so at once the last one counts.
pub(super) async fn keep(shop: &Shop, owner: CartOwner, codes: &Codes) -> Result<()> {
    let value = serde_json::to_vec(codes).map_err(|error| Error::Data(error.to_string()))?;
    shop.ephemeral.put(&key(owner), &value, shop.settings.cart_ttl).await?;
    Ok(())
}

/// Forgets them, after the order took them.
pub(in crate::orders) async fn forget(shop: &Shop, owner: CartOwner) {
    if let Err(error) = shop.ephemeral.delete(&key(owner)).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "codes not removed");
    }
}
