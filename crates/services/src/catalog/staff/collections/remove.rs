use domain::{
    accounts::Permission,
    backoffice::{RemoveCollectionRequest, StaffRefusal},
};
use serde_json::json;

use super::snapshot::lock;
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Removes a collection; its products stay. What is gone already is gone.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`StaffRefusal::Changed`] when it has been changed since.
pub async fn remove(shop: &Shop, by: impl Into<Acting>, request: &RemoveCollectionRequest) -> Result<()> {
    let by = by.into();
    by.may(Permission::EditCatalogue)?;
    let mut transaction = shop.begin().await?;
    let Some(before) = lock(&mut transaction, request.collection).await? else { return Ok(()) };
    if before.version != request.version {
        return Err(Error::refused(StaffRefusal::Changed { version: before.version }));
    }
    sqlx::query!("DELETE FROM catalog_collections WHERE id = $1", request.collection).execute(&mut *transaction).await?;
    let entry = Entry { action: "collection.remove", subject: &before.slug, before: before.json(), after: json!({}) };
    audit_log::write(&mut transaction, by, entry).await?;
    transaction.commit().await?;
    Ok(())
}
