use domain::ids::AccountId;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    cart::{Document, Line, Removed},
    error::Result,
    pool::Pool,
};

/// A pending order as it was read: what a change is made against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PendingAt {
    /// The order.
    pub order: Uuid,
    /// Its version then.
    pub version: u64,
}

/// An account's pending order.
#[derive(Debug)]
pub(crate) struct Pending {
    /// Which one, and when.
    pub at: PendingAt,
    /// What is in it.
    pub document: Document,
}

/// The account's pending order; none when nothing was put in since the last order was placed, or when it was cleaned up.
///
/// Row and lines are read by one statement, so they belong together. Lines of an unknown form (of another version of the shop) count as none: a
/// cart that cannot be read must not make every page fail.
pub(crate) async fn load(pool: &Pool, account: AccountId) -> Result<Option<Pending>> {
    let row = sqlx::query!(
        r#"SELECT id, cart_version, cart_removed,
               (SELECT coalesce(jsonb_agg(jsonb_build_object(
                    'variant', variant_id, 'product_slug', product_slug, 'sku', sku, 'unit_price', unit_price, 'vat_class', vat_class,
                    'quantity', quantity) || snapshot ORDER BY position), '[]')
                FROM orders_lines WHERE order_id = orders.id) AS "lines!"
           FROM orders WHERE account_id = $1 AND state = 'pending'"#,
        account.0
    )
    .fetch_optional(pool)
    .await?;
    Ok(row.map(|row| Pending {
        at: PendingAt { order: row.id, version: row.cart_version.unsigned_abs() },
        document: Document { id: None, lines: lines(row.lines), removed: row.cart_removed.and_then(removed) },
    }))
}

fn lines(value: Value) -> Vec<Line> {
    serde_json::from_value(value).unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "lines of an unknown form dropped from an account's cart");
        Vec::new()
    })
}

fn removed(value: Value) -> Option<Removed> {
    serde_json::from_value(value).ok()
}
