use domain::{accounts::Permission, ids::VariantId, stock::MovementView};

use super::store;
use crate::{error::Result, orders::Actor, shop::Shop};

/// Movements on one page of the ledger.
const PER_PAGE: i64 = 50;

/// A page of a variant's ledger, the newest first. For staff who may [`Permission::BookStock`]. The next page is what lies before the last one's number.
pub async fn movements(shop: &Shop, actor: Actor, variant: VariantId, before: Option<i64>) -> Result<Vec<MovementView>> {
    actor.may(Permission::BookStock)?;
    let mut connection = shop.pool.acquire().await?;
    store::movements(&mut connection, variant, before, PER_PAGE).await
}
