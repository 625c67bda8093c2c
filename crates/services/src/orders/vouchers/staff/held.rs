//! A voucher as it stands inside of a transaction, with its row held.

use chrono::{DateTime, Utc};
use domain::backoffice::VoucherLimits;
use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};

/// A voucher, held until the transaction ends.
pub(super) struct Held {
    pub code: String,
    pub version: i64,
    pub limits: VoucherLimits,
    pub has_begun: bool,
    pub has_ended: bool,
    /// The database's time.
    pub now: DateTime<Utc>,
}

/// Holds a voucher against other staff and against orders, which take a weaker lock when they use it: none is under way once this returns, and whoever comes
/// later waits and then sees what was changed.
pub(super) async fn hold(connection: &mut PgConnection, voucher: Uuid) -> Result<Held> {
    let row = sqlx::query!(
        r#"SELECT code, version, most_uses, most_uses_by_customer, valid_from, valid_until, clock_timestamp() AS "now!"
           FROM orders_vouchers WHERE id = $1 FOR UPDATE"#,
        voucher
    )
    .fetch_optional(connection)
    .await?
    .ok_or(Error::NotFound)?;
    Ok(Held {
        code: row.code,
        version: row.version,
        limits: VoucherLimits {
            most_uses: row.most_uses.map(i32::cast_unsigned),
            most_uses_by_customer: row.most_uses_by_customer.map(i32::cast_unsigned),
            valid_from: row.valid_from,
            valid_until: row.valid_until,
        },
        has_begun: row.valid_from.is_none_or(|from| from <= row.now),
        has_ended: row.valid_until.is_some_and(|until| until <= row.now),
        now: row.now,
    })
}

/// How often it may be used and when, as the audit log keeps it.
pub(super) fn json_of(limits: &VoucherLimits) -> Value {
    json!({
        "uses": limits.most_uses, "uses_by_customer": limits.most_uses_by_customer, "from": limits.valid_from, "until": limits.valid_until,
    })
}
