//! Delivery methods and their fees.

use domain::{language::Language, orders::DeliveryMethodView};

use crate::{error::Result, shop::Shop};

/// The delivery methods in the page's language, with the fee for goods worth `items_total` rappen, cheapest first.
pub async fn methods(shop: &Shop, language: Language, items_total: i64) -> Result<Vec<DeliveryMethodView>> {
    let rows = sqlx::query!(
        r#"SELECT code, name ->> $1 AS "name!", promise ->> $1 AS "promise!", fee, free_from
           FROM orders_delivery_methods ORDER BY position"#,
        language.code()
    )
    .fetch_all(&shop.pool)
    .await?;
    let mut methods: Vec<_> = rows
        .into_iter()
        .map(|row| DeliveryMethodView {
            code: row.code,
            name: row.name,
            promise: row.promise,
            fee: if row.free_from.is_some_and(|free_from| items_total >= free_from) { 0 } else { row.fee },
            free_from: row.free_from,
        })
        .collect();
    methods.sort_by_key(|method| method.fee);
    Ok(methods)
}
