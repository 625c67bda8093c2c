use domain::{accounts::Permission, ids::VariantId, stock::StockLevel};

use super::store;
use crate::{
    error::{Error, Result},
    orders::Actor,
    shop::Shop,
};

/// How many pieces of a variant there are. For staff who may [`Permission::BookStock`]. A variant that never had stock is not found.
pub async fn level(shop: &Shop, actor: Actor, variant: VariantId) -> Result<StockLevel> {
    actor.may(Permission::BookStock)?;
    let mut connection = shop.pool.acquire().await?;
    store::level(&mut connection, variant).await?.ok_or(Error::NotFound)
}
