use domain::{accounts::Permission, backoffice::SaveDeliveryMethodRequest};
use sqlx::types::Json;

use super::snapshot::{lock, texts_json};
use crate::{
    audit_log::{self, Entry, changes},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Stores a method's texts as somebody wrote them. As they are already, nothing is done. Orders keep the name that they were placed with.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a method; [`Error::Invalid`] field by field;
/// [`StaffRefusal::Changed`](domain::backoffice::StaffRefusal::Changed) when it has been changed since.
pub async fn save(shop: &Shop, by: impl Into<Acting>, request: &SaveDeliveryMethodRequest) -> Result<()> {
    let by = by.into();
    by.may(Permission::SetDelivery)?;
    let content = request.content.tidied();
    let mut transaction = shop.begin().await?;
    let before = lock(&mut transaction, &request.method).await?.ok_or(Error::NotFound)?;
    if before.content == content {
        return Ok(());
    }
    before.expect(request.version)?;
    let errors = content.check();
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    sqlx::query!(
        "UPDATE orders_delivery_methods SET name = $2, promise = $3, version = version + 1 WHERE code = $1",
        request.method,
        Json(&content.name) as _,
        Json(&content.promise) as _
    )
    .execute(&mut *transaction)
    .await?;
    let (was, is) = changes(before.json(), texts_json(&content));
    audit_log::write(&mut transaction, by, Entry { action: "delivery.save", subject: &request.method, before: was, after: is }).await?;
    transaction.commit().await?;
    Ok(())
}
