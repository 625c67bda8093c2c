use domain::{accounts::Permission, backoffice::RemoveDeliveryMethodRequest, failure::FieldError};
use serde_json::{Value, json};

use super::snapshot::{lock, rates, rates_json};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Removes a method that is off and that no order went by, with its rates. What is gone already is gone.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] when it is offered, or an order went by it;
/// [`StaffRefusal::Changed`](domain::backoffice::StaffRefusal::Changed) when it has been changed since.
pub async fn remove(shop: &Shop, by: impl Into<Acting>, request: &RemoveDeliveryMethodRequest) -> Result<()> {
    let by = by.into();
    by.may(Permission::SetDelivery)?;
    let used = || Error::Invalid(vec![FieldError::taken("method")]);
    let mut transaction = shop.begin().await?;
    let Some(before) = lock(&mut transaction, &request.method).await? else { return Ok(()) };
    before.expect(request.version)?;
    if before.is_active {
        return Err(used());
    }
    let fees = rates(&mut transaction, &request.method).await?;
    // The database knows the orders, and keeps it then.
    let removed = sqlx::query!("DELETE FROM orders_delivery_methods WHERE code = $1", request.method).execute(&mut *transaction).await;
    match removed.map_err(Error::from) {
        Err(error) if error.constraint() == Some("orders_delivery_methods_used") => return Err(used()),
        removed => removed?,
    };
    let mut was = before.json();
    if let Value::Object(fields) = &mut was {
        fields.insert("rates".to_owned(), rates_json(&fees));
    }
    audit_log::write(&mut transaction, by, Entry { action: "delivery.remove", subject: &request.method, before: was, after: json!({}) })
        .await?;
    transaction.commit().await?;
    Ok(())
}
