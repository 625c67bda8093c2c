//! Vouchers as the staff's screens show them.

use chrono::{DateTime, Utc};
use domain::{
    backoffice::{VoucherLimits, VoucherRow, VoucherState},
    orders::Benefit,
};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    newest::Cursor,
};

/// Which rows to read.
#[derive(Debug, Default)]
pub(super) struct Wanted<'a> {
    /// This voucher alone.
    pub voucher: Option<Uuid>,
    /// Codes with this part; empty for all.
    pub part: &'a str,
    /// Where they stand.
    pub state: Option<VoucherState>,
    /// Those that come after this one.
    pub after: Option<Cursor>,
    /// Rows at most.
    pub most: i64,
}

/// A voucher with what the screens show of it beside its row.
pub(super) struct Found {
    pub row: VoucherRow,
    pub version: i64,
    pub has_begun: bool,
    pub created_by: Option<Uuid>,
    pub created_at: DateTime<Utc>,
}

struct Read {
    id: Uuid,
    code: String,
    kind: String,
    value: i64,
    minimum: i64,
    most_uses: Option<i32>,
    most_uses_by_customer: Option<i32>,
    valid_from: Option<DateTime<Utc>>,
    valid_until: Option<DateTime<Utc>>,
    version: i64,
    has_begun: bool,
    created_by: Option<Uuid>,
    created_at: DateTime<Utc>,
    state: String,
    uses: i64,
    is_for_some: bool,
}

/// The rows, the newest first.
pub(super) async fn rows(connection: &mut PgConnection, wanted: &Wanted<'_>) -> Result<Vec<Found>> {
    let rows = sqlx::query_as!(
        Read,
        r#"SELECT id, code, kind, value, minimum, most_uses, most_uses_by_customer, valid_from, valid_until, version, created_by, created_at,
                  coalesce(valid_from <= now(), true) AS "has_begun!", orders_voucher_state(voucher) AS "state!",
                  (SELECT count(*) FROM orders_voucher_uses AS used
                   WHERE used.voucher_id = voucher.id AND used.given_back_at IS NULL) AS "uses!",
                  EXISTS (SELECT FROM orders_voucher_categories AS part WHERE part.voucher_id = voucher.id) AS "is_for_some!"
           FROM orders_vouchers AS voucher
           WHERE ($1::uuid IS NULL OR id = $1)
             AND ($2 = '' OR strpos(code, $2) > 0)
             AND ($3 = '' OR orders_voucher_state(voucher) = $3)
             AND ($4::timestamptz IS NULL OR (created_at, id) < ($4, $5::uuid))
           ORDER BY created_at DESC, id DESC LIMIT $6"#,
        wanted.voucher,
        wanted.part,
        wanted.state.map(VoucherState::code).unwrap_or_default(),
        wanted.after.map(|after| after.at),
        wanted.after.map(|after| after.id),
        wanted.most
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(found).collect()
}

fn found(row: Read) -> Result<Found> {
    let benefit = Benefit::from_code(&row.kind, row.value).ok_or_else(|| Error::Data(format!("voucher kind {}", row.kind)))?;
    let state = VoucherState::from_code(&row.state).ok_or_else(|| Error::Data(format!("voucher state {}", row.state)))?;
    Ok(Found {
        row: VoucherRow {
            id: row.id,
            code: row.code,
            benefit,
            minimum: row.minimum,
            state,
            uses: u32::try_from(row.uses).unwrap_or(u32::MAX),
            limits: VoucherLimits {
                most_uses: row.most_uses.map(i32::cast_unsigned),
                most_uses_by_customer: row.most_uses_by_customer.map(i32::cast_unsigned),
                valid_from: row.valid_from,
                valid_until: row.valid_until,
            },
            is_for_some: row.is_for_some,
        },
        version: row.version,
        has_begun: row.has_begun,
        created_by: row.created_by,
        created_at: row.created_at,
    })
}
