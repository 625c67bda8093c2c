use domain::{accounts::Permission, backoffice::SwitchDeliveryMethodRequest, failure::FieldError};
use serde_json::json;

use super::snapshot::{lock, rates};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Offers a method to buyers, or no longer. As it is already, nothing is done. Whoever has chosen it at the checkout has to choose another one then.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a method; [`Error::Invalid`] when it has no rate that it could be offered at;
/// [`StaffRefusal::Changed`](domain::backoffice::StaffRefusal::Changed) when it has been changed since.
pub async fn switch(shop: &Shop, by: impl Into<Acting>, request: &SwitchDeliveryMethodRequest) -> Result<()> {
    let by = by.into();
    by.may(Permission::SetDelivery)?;
    let mut transaction = shop.begin().await?;
    let method = lock(&mut transaction, &request.method).await?.ok_or(Error::NotFound)?;
    if method.is_active == request.is_active {
        return Ok(());
    }
    method.expect(request.version)?;
    if request.is_active && rates(&mut transaction, &request.method).await?.is_empty() {
        return Err(Error::Invalid(vec![FieldError::required("rates")]));
    }
    sqlx::query!(
        "UPDATE orders_delivery_methods SET active = $2, version = version + 1 WHERE code = $1",
        request.method,
        request.is_active
    )
    .execute(&mut *transaction)
    .await?;
    let (before, after) = (json!({ "active": method.is_active }), json!({ "active": request.is_active }));
    audit_log::write(&mut transaction, by, Entry { action: "delivery.switch", subject: &request.method, before, after }).await?;
    transaction.commit().await?;
    Ok(())
}
