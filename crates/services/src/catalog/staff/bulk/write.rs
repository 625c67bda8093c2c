//! What acts on several products write.

use domain::backoffice::{BulkStatus, Publishing};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    super::{save::publish, snapshot},
    plan::Plan,
    rows::VariantStood,
};
use crate::error::Result;

/// Does to a product what was planned; whether that is anything.
pub(super) async fn plan(connection: &mut PgConnection, product: Uuid, plan: &Plan) -> Result<bool> {
    match plan {
        Plan::Same | Plan::Refused(_) => return Ok(false),
        Plan::Prices(variants, _) => prices(connection, variants).await?,
        Plan::Status(status, _) => {
            let publishing = match status {
                BulkStatus::Draft => Publishing::Draft,
                BulkStatus::Published => Publishing::Now,
                BulkStatus::Archived => Publishing::Archived,
            };
            publish(connection, product, publishing).await?;
        }
    }
    Ok(true)
}

/// Writes variants' prices, of one product that is locked.
pub(super) async fn prices(connection: &mut PgConnection, variants: &[VariantStood]) -> Result<()> {
    for variant in variants {
        sqlx::query!(
            "UPDATE catalog_variants SET price = $2, compare_at = $3 WHERE id = $1",
            variant.id,
            variant.price,
            variant.compare_at
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// A product's version, which the database has counted.
pub(super) async fn version(connection: &mut PgConnection, product: Uuid) -> Result<i64> {
    Ok(snapshot::read(connection, product).await?.version)
}
