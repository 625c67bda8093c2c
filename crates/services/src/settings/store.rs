//! SQL of the settings.

use chrono::{DateTime, Utc};
use domain::settings::{Setting, SettingValues};
use serde_json::{Map, Value};
use sqlx::{PgConnection, PgExecutor};

use super::{InForce, seller_json};
use crate::error::{Error, Result};

/// The row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub version: i64,
    pub values: SettingValues,
    pub changed_at: Option<DateTime<Utc>>,
    /// Who, as in histories.
    pub changed_by: Option<String>,
}

/// Reads the row.
pub(super) async fn read(executor: impl PgExecutor<'_>) -> Result<Row> {
    let row =
        sqlx::query!(r#"SELECT version, changed_at, changed_by, to_jsonb(settings) AS "row!" FROM settings"#).fetch_one(executor).await?;
    Ok(Row { version: row.version, values: values(&row.row), changed_at: row.changed_at, changed_by: row.changed_by })
}

/// Locks the row and reads it.
pub(super) async fn lock(connection: &mut PgConnection) -> Result<Row> {
    sqlx::query!("SELECT version FROM settings FOR UPDATE").fetch_one(&mut *connection).await?;
    read(connection).await
}

fn values(row: &Value) -> SettingValues {
    let text = |setting: Setting| match row.get(setting.code())? {
        Value::String(text) => Some((setting, text.clone())),
        Value::Number(number) => Some((setting, number.to_string())),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    Setting::ALL.into_iter().filter_map(text).collect()
}

/// Writes values into the locked row, with what held before them where that is the first change of it; answers the new version.
pub(super) async fn write(connection: &mut PgConnection, values: &SettingValues, by: &str, was: &InForce, is: &InForce) -> Result<i64> {
    let row: Map<String, Value> =
        Setting::ALL.into_iter().filter_map(|setting| Some((setting.code().to_owned(), values.get(setting)?.into()))).collect();
    let seller = was.seller.as_ref().filter(|_| was.seller != is.seller).map(seller_json);
    let account = |settings: &InForce| settings.prepayment.as_ref().map(|prepayment| prepayment.account.to_string());
    let former_account = account(was).filter(|_| account(was) != account(is));
    sqlx::query_scalar!(
        "UPDATE settings
         SET (seller_name, seller_street, seller_postal_code, seller_town, seller_country, seller_vat_number, seller_iban, prepayment_days,
              hold_minutes, return_days, low_stock, staff_email)
           = (SELECT new.seller_name, new.seller_street, new.seller_postal_code, new.seller_town, new.seller_country, new.seller_vat_number,
                     new.seller_iban, new.prepayment_days, new.hold_minutes, new.return_days, new.low_stock, new.staff_email
              FROM jsonb_populate_record(NULL::settings, $1) AS new),
             version = version + 1, changed_at = now(), changed_by = $2,
             former_seller = coalesce(former_seller, $3), former_account = coalesce(former_account, $4)
         RETURNING version",
        Value::Object(row),
        by,
        seller,
        former_account
    )
    .fetch_one(connection)
    .await
    .map_err(Error::from)
}
