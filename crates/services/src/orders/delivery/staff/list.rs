use domain::{
    accounts::Permission,
    backoffice::{DeliveryMethodDetail, DeliveryRate},
    catalog::Texts,
};
use sqlx::types::Json;

use crate::{error::Result, orders::Acting, shop::Shop};

/// All methods with their rates, in their order: one statement, so that rates and versions belong together.
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn list(shop: &Shop, by: impl Into<Acting>) -> Result<Vec<DeliveryMethodDetail>> {
    by.into().may(Permission::SetDelivery)?;
    let rows = sqlx::query!(
        r#"SELECT code, version, active, name AS "name: Json<Texts>", promise AS "promise: Json<Texts>",
                  NOT active AND NOT EXISTS (SELECT FROM orders WHERE delivery_method = code) AS "is_removable!",
                  (SELECT coalesce(jsonb_agg(to_jsonb(rate) - 'method' ORDER BY country, up_to_grams, from_value), '[]')
                   FROM orders_delivery_rates AS rate WHERE rate.method = code) AS "rates!: Json<Vec<DeliveryRate>>"
           FROM orders_delivery_methods ORDER BY position, code"#
    )
    .fetch_all(&shop.pool)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| DeliveryMethodDetail {
            code: row.code,
            version: row.version,
            is_active: row.active,
            name: row.name.0,
            promise: row.promise.0,
            rates: row.rates.0,
            is_removable: row.is_removable,
        })
        .collect())
}
