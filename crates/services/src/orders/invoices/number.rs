use sqlx::PgConnection;
use uuid::Uuid;

use super::store;
use crate::{error::Result, shop::Shop};

/// The number of an order's invoice, if there is one to be had: a shop that has not configured who sells makes no documents.
pub(crate) async fn number(connection: &mut PgConnection, shop: &Shop, order: Uuid) -> Result<Option<String>> {
    let invoice = store::invoice(connection, order).await?;
    let has_seller = |row: &store::InvoiceRow| row.seller.is_some() || shop.in_force().seller.is_some();
    Ok(invoice.filter(has_seller).map(|row| row.number()))
}
