use domain::{accounts::Permission, ids::VariantId, stock::StockLevel};

use super::store;
use crate::{
    error::{Error, Result},
    orders::Actor,
    shop::Shop,
};

/// Lets a variant be sold beyond its stock, or no longer. For staff who may [`Permission::BookStock`].
///
/// What was promised meanwhile stays promised: without backorder `available` may be below zero until goods come in, and falls no further.
pub async fn set_backorder(shop: &Shop, actor: Actor, variant: VariantId, allowed: bool) -> Result<StockLevel> {
    actor.may(Permission::BookStock)?;
    let mut transaction = shop.begin().await?;
    store::open(&mut transaction, variant).await?;
    store::allow_backorder(&mut transaction, variant, allowed).await?;
    store::spread(&mut transaction, variant, 0).await?;
    let level = store::level(&mut transaction, variant).await?.ok_or(Error::NotFound)?;
    transaction.commit().await?;
    tracing::info!(%variant, allowed, actor = actor.code(), "backorder set");
    Ok(level)
}
