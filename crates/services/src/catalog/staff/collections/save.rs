use domain::{
    accounts::Permission,
    backoffice::{Publishing, SaveCollectionRequest, StaffRefusal},
    failure::FieldError,
};

use super::{
    super::changes::changes,
    snapshot::{is_over, lock, write},
};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Stores a collection as somebody wrote it. As it is already, nothing is done. The address that it had leads on to the new one; what was picked stays while a
/// rule holds.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a collection; [`Error::Invalid`] field by field; [`StaffRefusal::Changed`] when it has
/// been changed since.
pub async fn save(shop: &Shop, by: impl Into<Acting>, request: &SaveCollectionRequest) -> Result<()> {
    let by = by.into();
    by.may(Permission::EditCatalogue)?;
    let content = request.content.tidied();
    let mut transaction = shop.begin().await?;
    let before = lock(&mut transaction, request.collection).await?.ok_or(Error::NotFound)?;
    if before.is(&content) {
        return Ok(());
    }
    if before.version != request.version {
        return Err(Error::refused(StaffRefusal::Changed { version: before.version }));
    }
    let mut errors = content.check();
    if let Publishing::From(at) = content.publishing
        && before.published_at != Some(at)
        && is_over(&mut transaction, at).await?
    {
        errors.push(FieldError::malformed("published_at"));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    write(&mut transaction, request.collection, &content).await?;
    let after = lock(&mut transaction, request.collection).await?.ok_or(Error::NotFound)?;
    let (was, is) = changes(before.json(), after.json());
    audit_log::write(&mut transaction, by, Entry { action: "collection.save", subject: &after.slug, before: was, after: is }).await?;
    transaction.commit().await?;
    Ok(())
}
