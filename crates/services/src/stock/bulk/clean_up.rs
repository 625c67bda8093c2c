use crate::{error::Result, shop::Shop};

/// Days for which acts are kept. They can be taken back for a day; afterwards they help to understand the ledger.
const KEPT_DAYS: i32 = 30;

/// Forgets bookings for several articles that are older than 30 days and says how many. Their movements and entries in the audit log stay.
///
/// # Errors
/// If the database is away.
pub async fn clean_up(shop: &Shop) -> Result<u64> {
    let gone =
        sqlx::query!("DELETE FROM stock_bulk_acts WHERE at < now() - make_interval(days => $1)", KEPT_DAYS).execute(&shop.pool).await?;
    Ok(gone.rows_affected())
}
