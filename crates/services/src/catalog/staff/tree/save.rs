use domain::{
    accounts::Permission,
    backoffice::{SaveCategoryRequest, StaffRefusal},
};
use sqlx::types::Json;

use super::{
    super::changes::changes,
    snapshot::{at_its_field, lock},
};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Stores a category as somebody wrote it. Under another one it becomes the last there. As it is already, nothing is done. The address that it had leads on to
/// the new one.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a category; [`Error::Invalid`] field by field, for a place below itself as well;
/// [`StaffRefusal::Changed`] when it has been changed since.
pub async fn save(shop: &Shop, by: impl Into<Acting>, request: &SaveCategoryRequest) -> Result<()> {
    let by = by.into();
    by.may(Permission::EditCatalogue)?;
    let content = request.content.tidied();
    let mut transaction = shop.begin().await?;
    let before = lock(&mut transaction, request.category).await?.ok_or(Error::NotFound)?;
    if before.is(&content) {
        return Ok(());
    }
    if before.version != request.version {
        return Err(Error::refused(StaffRefusal::Changed { version: before.version }));
    }
    let errors = content.check();
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    sqlx::query!(
        "UPDATE catalog_categories
         SET slug = $2, parent_id = $3, name = $4, description = $5,
             position = CASE WHEN parent_id IS NOT DISTINCT FROM $3 THEN position
                        ELSE (SELECT coalesce(max(beside.position), 0) + 1 FROM catalog_categories AS beside
                              WHERE beside.parent_id IS NOT DISTINCT FROM $3) END
         WHERE id = $1",
        request.category,
        content.slug,
        content.parent,
        Json(&content.name) as _,
        Json(&content.description) as _
    )
    .execute(&mut *transaction)
    .await
    .map_err(|error| at_its_field(error.into()))?;
    let after = lock(&mut transaction, request.category).await?.ok_or(Error::NotFound)?;
    let (was, is) = changes(before.json(), after.json());
    audit_log::write(&mut transaction, by, Entry { action: "category.save", subject: &after.slug, before: was, after: is }).await?;
    transaction.commit().await?;
    Ok(())
}
