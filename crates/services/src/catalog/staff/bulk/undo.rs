use domain::accounts::Permission;
use serde_json::Value;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::{
    super::{changes::changes, snapshot},
    rows::{self, Stood},
    write,
};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// What was taken back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// Products that are as they were before.
    pub restored: u32,
    /// Products that somebody has changed since: those stay as they are.
    pub left: u32,
}

/// Takes an act of one's own on several products back. What has been changed since stays as it is. Taking back twice is taking back once.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] for what is no act of theirs.
pub async fn undo(shop: &Shop, by: impl Into<Acting>, act: Uuid) -> Result<Undone> {
    let by = by.into();
    by.may(Permission::EditCatalogue)?;
    let mut transaction = shop.begin().await?;
    let undone_at =
        sqlx::query_scalar!("SELECT undone_at FROM catalog_bulk_acts WHERE id = $1 AND actor = $2 FOR UPDATE", act, by.actor.code())
            .fetch_optional(&mut *transaction)
            .await?
            .ok_or(Error::NotFound)?;
    if undone_at.is_some() {
        return Ok(Undone::default());
    }
    let (undone, written) = restore(&mut transaction, act).await?;
    sqlx::query!("UPDATE catalog_bulk_acts SET undone_at = now() WHERE id = $1", act).execute(&mut *transaction).await?;
    for (slug, before, after) in written {
        audit_log::write(&mut transaction, by, Entry { action: "product.bulk_undo", subject: &slug, before, after }).await?;
    }
    transaction.commit().await?;
    Ok(undone)
}

async fn restore(connection: &mut PgConnection, act: Uuid) -> Result<(Undone, Vec<(String, Value, Value)>)> {
    let kept = sqlx::query!(
        r#"SELECT product_id, version, before AS "before: Json<Stood>" FROM catalog_bulk_changes WHERE act_id = $1 ORDER BY product_id"#,
        act
    )
    .fetch_all(&mut *connection)
    .await?;
    let ids: Vec<Uuid> = kept.iter().map(|kept| kept.product_id).collect();
    rows::lock(connection, &ids).await?;
    let (mut undone, mut written) = (Undone::default(), Vec::new());
    for kept in kept {
        let product = kept.product_id;
        if write::version(connection, product).await? != kept.version {
            undone.left += 1;
            continue;
        }
        let before = snapshot::read(connection, product).await?;
        write_back(connection, product, &kept.before).await?;
        let after = snapshot::read(connection, product).await?;
        let (was, is) = changes(before.json(), after.json());
        written.push((after.slug, was, is));
        undone.restored += 1;
    }
    Ok((undone, written))
}

/// Writes back what the product was.
async fn write_back(connection: &mut PgConnection, product: Uuid, stood: &Stood) -> Result<()> {
    sqlx::query!(
        "UPDATE catalog_products SET archived_at = $2, published_at = $3 WHERE id = $1",
        product,
        stood.archived_at,
        stood.published_at
    )
    .execute(&mut *connection)
    .await?;
    write::prices(connection, &stood.variants).await
}
