use domain::{
    accounts::Permission,
    backoffice::{RemoveCategoryRequest, StaffRefusal},
    failure::FieldError,
};
use serde_json::json;

use super::snapshot::lock;
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Removes a category that holds nothing: no product of any status, no other category, no voucher, no collection's rule. What is gone already is gone.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] when it holds something; [`StaffRefusal::Changed`] when it has been changed since.
pub async fn remove(shop: &Shop, by: impl Into<Acting>, request: &RemoveCategoryRequest) -> Result<()> {
    let by = by.into();
    by.may(Permission::EditCatalogue)?;
    let mut transaction = shop.begin().await?;
    let Some(before) = lock(&mut transaction, request.category).await? else { return Ok(()) };
    if before.version != request.version {
        return Err(Error::refused(StaffRefusal::Changed { version: before.version }));
    }
    // The database knows all that names it, and keeps it then.
    let removed = sqlx::query!("DELETE FROM catalog_categories WHERE id = $1", request.category).execute(&mut *transaction).await;
    match removed.map_err(Error::from) {
        Err(error) if error.constraint().is_some_and(|constraint| constraint.ends_with("_fkey")) => {
            return Err(Error::Invalid(vec![FieldError::taken("category")]));
        }
        removed => removed?,
    };
    audit_log::write(
        &mut transaction,
        by,
        Entry { action: "category.remove", subject: &before.slug, before: before.json(), after: json!({}) },
    )
    .await?;
    transaction.commit().await?;
    Ok(())
}
