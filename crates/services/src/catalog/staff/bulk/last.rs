use domain::backoffice::BulkDone;

use crate::{error::Result, orders::Acting, pool::Pool};

/// The last act of somebody on several products, while it can be taken back: for a day.
pub(crate) async fn last(pool: &Pool, by: Acting) -> Result<Option<BulkDone>> {
    let act = sqlx::query!(
        r#"SELECT id, undone_at, at > now() - interval '1 day' AS "recent!",
                  (SELECT count(*) FROM catalog_bulk_changes WHERE act_id = id) AS "products!"
           FROM catalog_bulk_acts WHERE actor = $1 ORDER BY at DESC, id DESC LIMIT 1"#,
        by.actor.code()
    )
    .fetch_optional(pool)
    .await?;
    let act = act.filter(|act| act.undone_at.is_none() && act.recent && act.products > 0);
    Ok(act.map(|act| BulkDone { act: act.id, products: u32::try_from(act.products).unwrap_or(u32::MAX) }))
}
