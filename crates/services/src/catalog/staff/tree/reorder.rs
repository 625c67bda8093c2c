use domain::{
    accounts::Permission,
    backoffice::{MoveCategoryRequest, StaffRefusal},
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

/// Puts the categories of one level below one category into another order. In that order already, nothing is done.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] when it is not all of one level; [`StaffRefusal::Changed`] when they are not as the screen showed
/// them any more.
pub async fn reorder(shop: &Shop, by: impl Into<Acting>, request: &MoveCategoryRequest) -> Result<()> {
    let by = by.into();
    by.may(Permission::EditCatalogue)?;
    let wrong = || Error::Invalid(vec![FieldError::unknown("categories")]);
    let first = *request.order.first().ok_or_else(wrong)?;
    let mut transaction = shop.begin().await?;
    let now = beside(&mut transaction, first).await?;
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
        return Err(wrong());
    }
    sqlx::query!(
        "UPDATE catalog_categories AS category SET position = place.number
         FROM unnest($1::uuid[]) WITH ORDINALITY AS place (id, number) WHERE category.id = place.id AND category.position <> place.number",
        &request.order
    )
    .execute(&mut *transaction)
    .await?;
    let (before, after) = (json!({ "order": slugs(&ids) }), json!({ "order": slugs(&request.order) }));
    let subject = slugs(&[first]).pop().unwrap_or_default();
    audit_log::write(&mut transaction, by, Entry { action: "category.reorder", subject: &subject, before, after }).await?;
    transaction.commit().await?;
    Ok(())
}

/// The categories beside one, itself among them, in their order and locked.
async fn beside(connection: &mut PgConnection, category: Uuid) -> Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        "SELECT id, slug FROM catalog_categories
         WHERE EXISTS (SELECT FROM catalog_categories AS one WHERE one.id = $1 AND one.parent_id IS NOT DISTINCT FROM catalog_categories.parent_id)
         ORDER BY position, slug FOR UPDATE",
        category
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.slug)).collect())
}
