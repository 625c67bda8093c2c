use domain::backoffice::StockBulkDone;

use crate::{error::Result, orders::Acting, pool::Pool};

/// The last booking of somebody for several articles, while it can be taken back: for a day.
pub(in crate::stock) async fn last(pool: &Pool, by: Acting) -> Result<Option<StockBulkDone>> {
    let act = sqlx::query!(
        r#"SELECT id, undone_at, at > now() - interval '1 day' AS "recent!",
                  (SELECT count(*) FROM stock_bulk_changes WHERE act_id = id) AS "items!"
           FROM stock_bulk_acts WHERE actor = $1 ORDER BY at DESC, id DESC LIMIT 1"#,
        by.actor.code()
    )
    .fetch_optional(pool)
    .await?;
    let act = act.filter(|act| act.undone_at.is_none() && act.recent && act.items > 0);
    Ok(act.map(|act| StockBulkDone { act: act.id, items: u32::try_from(act.items).unwrap_or(u32::MAX) }))
}
