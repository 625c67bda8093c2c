use domain::{
    accounts::Permission,
    backoffice::{MOST_CATEGORIES, NewCategoryRequest},
    failure::FieldError,
};
use serde_json::json;
use sqlx::types::Json;

use super::snapshot::{at_its_field, lock};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Makes a category, the last one of its level. The same key again is the same category.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] field by field.
pub async fn create(shop: &Shop, by: impl Into<Acting>, request: &NewCategoryRequest) -> Result<()> {
    let by = by.into();
    by.may(Permission::EditCatalogue)?;
    let content = request.content.tidied();
    let mut transaction = shop.begin().await?;
    if lock(&mut transaction, request.key).await?.is_some() {
        return Ok(());
    }
    let mut errors = content.check();
    if request.key.is_nil() {
        errors.push(FieldError::required("key"));
    }
    let known = sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM catalog_categories"#).fetch_one(&mut *transaction).await?;
    if known >= i64::from(MOST_CATEGORIES) {
        errors.push(FieldError::too_large("categories", MOST_CATEGORIES));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    sqlx::query!(
        "INSERT INTO catalog_categories (id, slug, parent_id, position, name, description)
         VALUES ($1, $2, $3, (SELECT coalesce(max(position), 0) + 1 FROM catalog_categories WHERE parent_id IS NOT DISTINCT FROM $3), $4, $5)",
        request.key,
        content.slug,
        content.parent,
        Json(&content.name) as _,
        Json(&content.description) as _
    )
    .execute(&mut *transaction)
    .await
    .map_err(|error| at_its_field(error.into()))?;
    let after = json!({ "slug": content.slug, "parent": content.parent, "name": content.name, "description": content.description });
    audit_log::write(&mut transaction, by, Entry { action: "category.create", subject: &content.slug, before: json!({}), after }).await?;
    transaction.commit().await?;
    Ok(())
}
