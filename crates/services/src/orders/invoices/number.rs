use sqlx::PgConnection;
use uuid::Uuid;

use super::store;
use crate::{error::Result, shop::Shop};

/// The number of an order's invoice, if there is one to be had: a shop that has not configured who sells makes no documents.
pub(crate) async fn number(connection: &mut PgConnection, shop: &Shop, order: Uuid) -> Result<Option<String>> {
    if shop.settings.seller.is_none() {
        return Ok(None);
    }
    Ok(store::invoice(connection, order).await?.map(|row| row.number()))
}
