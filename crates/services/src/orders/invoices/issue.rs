use sqlx::PgConnection;
use uuid::Uuid;

use super::store;
use crate::{error::Result, settings::seller_json, shop::Shop};

/// Gives a paid order the next invoice number of the year, in the transaction that pays it. An order that has one keeps it.
///
/// Called last in that transaction: the year's counter is the one row that all payments meet at, and its lock is held until the commit. A rollback
/// takes the number back with everything else, so there is never a gap. The order's row is locked, so an order cannot get two. The
/// invoice keeps who sells now.
pub(crate) async fn issue(connection: &mut PgConnection, shop: &Shop, order: Uuid) -> Result<()> {
    if store::invoice(connection, order).await?.is_none() {
        store::insert(connection, order, shop.in_force().seller.as_ref().map(seller_json)).await?;
    }
    Ok(())
}
