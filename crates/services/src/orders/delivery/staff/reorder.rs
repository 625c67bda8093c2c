use domain::{
    accounts::Permission,
    backoffice::{ReorderDeliveryMethodsRequest, StaffRefusal},
    failure::FieldError,
};
use serde_json::json;

use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Puts the methods into another order. In that order already, nothing is done.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] when it is not all of them; [`StaffRefusal::Changed`] when they are not as the screen showed them
/// any more.
pub async fn reorder(shop: &Shop, by: impl Into<Acting>, request: &ReorderDeliveryMethodsRequest) -> Result<()> {
    let by = by.into();
    by.may(Permission::SetDelivery)?;
    let wrong = || Error::Invalid(vec![FieldError::unknown("methods")]);
    let first = request.order.first().ok_or_else(wrong)?;
    let mut transaction = shop.begin().await?;
    let now = sqlx::query_scalar!("SELECT code FROM orders_delivery_methods ORDER BY position, code FOR UPDATE")
        .fetch_all(&mut *transaction)
        .await?;
    if now == request.order {
        return Ok(());
    }
    if now != request.shown {
        return Err(Error::refused(StaffRefusal::Changed { version: 0 }));
    }
    let sorted = |codes: &[String]| {
        let mut codes = codes.to_vec();
        codes.sort_unstable();
        codes
    };
    if sorted(&now) != sorted(&request.order) {
        return Err(wrong());
    }
    sqlx::query!(
        "UPDATE orders_delivery_methods AS method SET position = place.number
         FROM unnest($1::text[]) WITH ORDINALITY AS place (code, number) WHERE method.code = place.code AND method.position <> place.number",
        &request.order
    )
    .execute(&mut *transaction)
    .await?;
    let (before, after) = (json!({ "order": now }), json!({ "order": request.order }));
    audit_log::write(&mut transaction, by, Entry { action: "delivery.reorder", subject: first, before, after }).await?;
    transaction.commit().await?;
    Ok(())
}
