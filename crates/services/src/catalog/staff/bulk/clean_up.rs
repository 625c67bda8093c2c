use crate::{error::Result, shop::Shop};

/// Days for which acts are kept. They can be taken back for a day.
const KEPT_DAYS: i32 = 30;

/// Forgets acts on several products that are older than 30 days and says how many. Their entries in the audit log stay.
///
/// # Errors
/// If the database is away.
pub async fn clean_up(shop: &Shop) -> Result<u64> {
    let gone =
        sqlx::query!("DELETE FROM catalog_bulk_acts WHERE at < now() - make_interval(days => $1)", KEPT_DAYS).execute(&shop.pool).await?;
    Ok(gone.rows_affected())
}
