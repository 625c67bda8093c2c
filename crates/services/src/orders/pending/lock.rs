use sqlx::PgConnection;

use super::PendingAt;
use crate::error::Result;

/// Locks the pending order for the rest of the transaction, if it is still as it was read; `false` when it changed, was placed or is gone.
pub(crate) async fn lock(connection: &mut PgConnection, at: PendingAt) -> Result<bool> {
    let found = sqlx::query_scalar!(
        "SELECT id FROM orders WHERE id = $1 AND cart_version = $2 AND state = 'pending' FOR UPDATE",
        at.order,
        at.version.cast_signed()
    )
    .fetch_optional(connection)
    .await?;
    Ok(found.is_some())
}
