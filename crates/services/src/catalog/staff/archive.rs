use domain::{
    accounts::Permission,
    backoffice::{ArchiveRequest, ProductStatus, Publishing, StaffRefusal},
};

use super::{changes::changes, save::publish, snapshot};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Archives a product, or brings it back as a draft, for somebody who saw it as it is. What is so already stays so.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a product; [`StaffRefusal::Changed`] when it has been changed since.
pub async fn archive(shop: &Shop, by: impl Into<Acting>, request: &ArchiveRequest) -> Result<()> {
    let by = by.into();
    by.may(Permission::EditCatalogue)?;
    let mut transaction = shop.begin().await?;
    let before = snapshot::lock(&mut transaction, request.product.0).await?;
    if request.archive == (before.status == ProductStatus::Archived.code()) {
        return Ok(());
    }
    if before.version != request.version {
        return Err(Error::refused(StaffRefusal::Changed { version: before.version }));
    }
    let (action, publishing) =
        if request.archive { ("product.archive", Publishing::Archived) } else { ("product.restore", Publishing::Draft) };
    publish(&mut transaction, request.product.0, publishing).await?;
    let after = snapshot::read(&mut transaction, request.product.0).await?;
    let (was, is) = changes(before.json(), after.json());
    audit_log::write(&mut transaction, by, Entry { action, subject: &after.slug, before: was, after: is }).await?;
    transaction.commit().await?;
    Ok(())
}
