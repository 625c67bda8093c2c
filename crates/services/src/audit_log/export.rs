use domain::{accounts::Permission, backoffice::AuditQuery};
use serde_json::json;

use super::list::page;
use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Entries of one piece.
const PIECE: i64 = 1_000;

/// A piece of the audit log as lines of JSON, the newest entry first, with what is needed to verify it elsewhere; and where the next piece begins. `size`
/// counts for nothing. For those who may [`Permission::SeeAuditLog`] and [`Permission::Export`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn export(shop: &Shop, by: impl Into<Acting>, query: &AuditQuery) -> Result<(String, Option<i64>)> {
    let by = by.into();
    by.may(Permission::SeeAuditLog)?;
    by.may(Permission::Export)?;
    let rows = page(shop, query, PIECE).await?;
    let next = rows.last().filter(|_| i64::try_from(rows.len()) == Ok(PIECE)).map(|row| row.number);
    let mut text = String::new();
    for row in rows {
        let line = json!({
            "number": row.number, "at": row.at, "actor": row.actor, "place": row.place, "action": row.action, "subject": row.subject,
            "before": row.before, "after": row.after, "hash": row.hash,
        });
        text.push_str(&serde_json::to_string(&line).map_err(|error| Error::Data(error.to_string()))?);
        text.push('\n');
    }
    Ok((text, next))
}
