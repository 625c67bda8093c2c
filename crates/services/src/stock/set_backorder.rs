use domain::{accounts::Permission, ids::VariantId, stock::StockLevel};
use serde_json::json;

use super::store;
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Lets a variant be sold beyond its stock, or no longer. For staff who may [`Permission::BookStock`].
///
/// What was promised meanwhile stays promised: without backorder `available` may be below zero until goods come in, and falls no further.
pub async fn set_backorder(shop: &Shop, by: impl Into<Acting>, variant: VariantId, allowed: bool) -> Result<StockLevel> {
    let by = by.into();
    by.may(Permission::BookStock)?;
    let mut transaction = shop.begin().await?;
    store::open(&mut transaction, variant).await?;
    let before = store::level(&mut transaction, variant).await?.map(|level| level.backorder);
    // A form that is sent twice is one act.
    if before == Some(allowed) {
        return store::level(&mut transaction, variant).await?.ok_or(Error::NotFound);
    }
    store::allow_backorder(&mut transaction, variant, allowed).await?;
    store::spread(&mut transaction, variant, 0).await?;
    let level = store::level(&mut transaction, variant).await?.ok_or(Error::NotFound)?;
    let (before, after) = (json!({ "backorder": before }), json!({ "backorder": allowed }));
    audit_log::write(&mut transaction, by, Entry { action: "stock.set_backorder", subject: &variant.to_string(), before, after }).await?;
    transaction.commit().await?;
    tracing::info!(%variant, allowed, actor = by.actor.code(), "backorder set");
    Ok(level)
}
