//! A method as it stands inside of a transaction.

use std::collections::BTreeMap;

use domain::{
    backoffice::{DeliveryMethodContent, DeliveryRate, StaffRefusal},
    catalog::Texts,
};
use serde_json::{Value, json};
use sqlx::{PgConnection, types::Json};

use crate::error::{Error, Result};

/// A method, locked until the transaction ends.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub version: i64,
    pub is_active: bool,
    pub content: DeliveryMethodContent,
}

/// Locks a method and reads it.
pub(super) async fn lock(connection: &mut PgConnection, code: &str) -> Result<Option<Snapshot>> {
    let row = sqlx::query!(
        r#"SELECT version, active, name AS "name: Json<Texts>", promise AS "promise: Json<Texts>"
           FROM orders_delivery_methods WHERE code = $1 FOR UPDATE"#,
        code
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| Snapshot {
        version: row.version,
        is_active: row.active,
        content: DeliveryMethodContent { name: row.name.0, promise: row.promise.0 },
    }))
}

/// The rates of a method.
pub(super) async fn rates(connection: &mut PgConnection, code: &str) -> Result<Vec<DeliveryRate>> {
    let rows = sqlx::query!("SELECT country, up_to_grams, from_value, fee FROM orders_delivery_rates WHERE method = $1", code)
        .fetch_all(connection)
        .await?;
    let rate = |country, grams: i32, from_value, fee| DeliveryRate { country, up_to_grams: grams.unsigned_abs(), from_value, fee };
    Ok(rows.into_iter().map(|row| rate(row.country, row.up_to_grams, row.from_value, row.fee)).collect())
}

impl Snapshot {
    /// Refuses what was meant for another version than this.
    pub fn expect(&self, version: i64) -> Result<()> {
        if self.version == version { Ok(()) } else { Err(Error::refused(StaffRefusal::Changed { version: self.version })) }
    }

    /// As the audit log keeps it.
    pub fn json(&self) -> Value {
        texts_json(&self.content)
    }
}

/// Texts as the audit log keeps them.
pub(super) fn texts_json(content: &DeliveryMethodContent) -> Value {
    json!({ "name": content.name, "promise": content.promise })
}

/// Rates as the audit log keeps them: fees by country, weight and value.
pub(super) fn rates_json(rates: &[DeliveryRate]) -> Value {
    let name = |rate: &DeliveryRate| format!("{} {} g from {}", rate.country, rate.up_to_grams, rate.from_value);
    let fees: BTreeMap<String, i64> = rates.iter().map(|rate| (name(rate), rate.fee)).collect();
    json!(fees)
}
