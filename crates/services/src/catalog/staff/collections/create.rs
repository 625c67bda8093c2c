use domain::{
    accounts::Permission,
    backoffice::{MOST_COLLECTIONS, NewCollectionRequest, Publishing},
    failure::FieldError,
};
use serde_json::json;
use sqlx::{PgConnection, types::Json};

use super::snapshot::{at_its_field, is_over, lock, write};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Makes a collection, the last one. The same key again is the same collection.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] field by field.
pub async fn create(shop: &Shop, by: impl Into<Acting>, request: &NewCollectionRequest) -> Result<()> {
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
    if let Publishing::From(at) = content.publishing
        && is_over(&mut transaction, at).await?
    {
        errors.push(FieldError::malformed("published_at"));
    }
    if known(&mut transaction).await? >= i64::from(MOST_COLLECTIONS) {
        errors.push(FieldError::too_large("collections", MOST_COLLECTIONS));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    sqlx::query!(
        "INSERT INTO catalog_collections (id, slug, position, name, introduction)
         VALUES ($1, $2, (SELECT coalesce(max(position), 0) + 1 FROM catalog_collections), $3, $4)",
        request.key,
        content.slug,
        Json(&content.name) as _,
        Json(&content.introduction) as _
    )
    .execute(&mut *transaction)
    .await
    .map_err(|error| at_its_field(error.into()))?;
    write(&mut transaction, request.key, &content).await?;
    let after = lock(&mut transaction, request.key).await?.ok_or(Error::NotFound)?.json();
    audit_log::write(&mut transaction, by, Entry { action: "collection.create", subject: &content.slug, before: json!({}), after }).await?;
    transaction.commit().await?;
    Ok(())
}

async fn known(connection: &mut PgConnection) -> Result<i64> {
    Ok(sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM catalog_collections"#).fetch_one(connection).await?)
}
