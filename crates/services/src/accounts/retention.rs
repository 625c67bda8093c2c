//! What is forgotten when.

use super::privacy;
use crate::{error::Result, mail, shop::Shop};

/// Days after which a closed account is erased; until then its owner can have it back.
pub(super) const DAYS_UNTIL_ERASED: u32 = 14;

/// Erases accounts that were closed, truncates and deletes what is old, and tells how much that was:
///
/// - internet addresses of log-ins after 30 days (the block stays), log-ins and unused devices after 400;
/// - links 30 days after they were over, requests that could not be worked after 7, apps that were never confirmed after one;
/// - what mails said after 90.
pub async fn clean_up(shop: &Shop) -> Result<u64> {
    let mut forgotten = privacy::erase_closed(shop).await?;
    for deleted in [
        sqlx::query!("UPDATE accounts_log_ins SET address = NULL WHERE address IS NOT NULL AND at < now() - interval '30 days'")
            .execute(&shop.pool)
            .await?,
        sqlx::query!("DELETE FROM accounts_log_ins WHERE at < now() - interval '400 days'").execute(&shop.pool).await?,
        sqlx::query!("DELETE FROM accounts_devices WHERE used_at < now() - interval '400 days'").execute(&shop.pool).await?,
        sqlx::query!("DELETE FROM accounts_tokens WHERE expires_at < now() - interval '30 days'").execute(&shop.pool).await?,
        sqlx::query!("DELETE FROM accounts_requests WHERE created_at < now() - interval '7 days'").execute(&shop.pool).await?,
        sqlx::query!("DELETE FROM accounts_codes WHERE confirmed_at IS NULL AND created_at < now() - interval '1 day'")
            .execute(&shop.pool)
            .await?,
    ] {
        forgotten += deleted.rows_affected();
    }
    forgotten += mail::forget_old(&shop.pool).await?;
    if forgotten > 0 {
        tracing::info!(forgotten, "what nothing needs any more is forgotten");
    }
    Ok(forgotten)
}
