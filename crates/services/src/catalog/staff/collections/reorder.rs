use domain::{
    accounts::Permission,
    backoffice::{MoveCollectionRequest, StaffRefusal},
    failure::FieldError,
};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Puts the collections into another order, which is that of the shop's first page. In that order already, nothing is done.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] when it is not all of them; [`StaffRefusal::Changed`] when they are not as the screen showed them any
/// more.
pub async fn reorder(shop: &Shop, by: impl Into<Acting>, request: &MoveCollectionRequest) -> Result<()> {
    let by = by.into();
    by.may(Permission::EditCatalogue)?;
    let mut transaction = shop.begin().await?;
    let now = all(&mut transaction).await?;
    let slugs = |order: &[Uuid]| -> Vec<String> {
        order.iter().filter_map(|id| now.iter().find(|(known, _)| known == id)).map(|(_, slug)| slug.clone()).collect()
    };
    let ids: Vec<Uuid> = now.iter().map(|(id, _)| *id).collect();
    if ids == request.order {
        return Ok(());
    }
    if ids != request.shown {
        return Err(Error::refused(StaffRefusal::Changed { version: 0 }));
    }
    let sorted = |order: &[Uuid]| {
        let mut order = order.to_vec();
        order.sort_unstable();
        order
    };
    if sorted(&ids) != sorted(&request.order) {
        return Err(Error::Invalid(vec![FieldError::unknown("collections")]));
    }
    sqlx::query!(
        "UPDATE catalog_collections AS collection SET position = place.number
         FROM unnest($1::uuid[]) WITH ORDINALITY AS place (id, number)
         WHERE collection.id = place.id AND collection.position <> place.number",
        &request.order
    )
    .execute(&mut *transaction)
    .await?;
    let (before, after) = (json!({ "order": slugs(&ids) }), json!({ "order": slugs(&request.order) }));
    let subject = slugs(&request.order).into_iter().next().unwrap_or_default();
    audit_log::write(&mut transaction, by, Entry { action: "collection.reorder", subject: &subject, before, after }).await?;
    transaction.commit().await?;
    Ok(())
}

/// All collections in their order, locked.
async fn all(connection: &mut PgConnection) -> Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!("SELECT id, slug FROM catalog_collections ORDER BY position, slug FOR UPDATE").fetch_all(connection).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.slug)).collect())
}
