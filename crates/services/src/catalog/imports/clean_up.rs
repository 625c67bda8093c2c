use super::UNDO_DAYS;
use crate::{error::Result, shop::Shop};

/// Forgets files that nobody went on with for a day, or for a week once somebody has looked at them, and what was kept of imports that can be taken back no
/// more; answers how many imports. What they did stands in the audit log.
///
/// # Errors
/// If the database is away.
pub async fn clean_up(shop: &Shop) -> Result<u64> {
    let gone = sqlx::query!(
        "DELETE FROM imports WHERE state = 'uploading' AND changed_at < now() - interval '1 day'
            OR state IN ('mapping', 'checked', 'failed') AND changed_at < now() - interval '7 days'
            OR state IN ('applied', 'undone') AND applied_at < now() - make_interval(days => $1)",
        UNDO_DAYS
    )
    .execute(&shop.pool)
    .await?;
    sqlx::query!("DELETE FROM imports_progress WHERE import_id NOT IN (SELECT id FROM imports)").execute(&shop.pool).await?;
    Ok(gone.rows_affected())
}
