use domain::{
    accounts::Permission,
    backoffice::{DeliveryRate, SetDeliveryRatesRequest, check_delivery_rates},
    failure::FieldError,
};
use sqlx::PgConnection;

use super::snapshot::{lock, rates, rates_json};
use crate::{
    audit_log::{self, Entry, changes},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Stores what a method costs, all of it at once. As it is already, nothing is done. Orders that were placed keep their fee; who is at the checkout is asked
/// again when the total is another one.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a method; [`Error::Invalid`] field by field, and when a method that is offered would
/// have no rate left; [`StaffRefusal::Changed`](domain::backoffice::StaffRefusal::Changed) when it has been changed since.
pub async fn set_rates(shop: &Shop, by: impl Into<Acting>, request: &SetDeliveryRatesRequest) -> Result<()> {
    let by = by.into();
    by.may(Permission::SetDelivery)?;
    let errors = check_delivery_rates(&request.rates);
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let mut wanted = request.rates.clone();
    wanted.sort();
    let mut transaction = shop.begin().await?;
    let method = lock(&mut transaction, &request.method).await?.ok_or(Error::NotFound)?;
    let mut before = rates(&mut transaction, &request.method).await?;
    before.sort();
    if before == wanted {
        return Ok(());
    }
    method.expect(request.version)?;
    if wanted.is_empty() && method.is_active {
        return Err(Error::Invalid(vec![FieldError::required("rates")]));
    }
    write(&mut transaction, &request.method, &wanted).await?;
    let (was, is) = changes(rates_json(&before), rates_json(&wanted));
    audit_log::write(&mut transaction, by, Entry { action: "delivery.set_rates", subject: &request.method, before: was, after: is })
        .await?;
    transaction.commit().await?;
    Ok(())
}

async fn write(connection: &mut PgConnection, method: &str, rates: &[DeliveryRate]) -> Result<()> {
    let countries: Vec<String> = rates.iter().map(|rate| rate.country.clone()).collect();
    let grams: Vec<i32> = rates.iter().map(|rate| i32::try_from(rate.up_to_grams).unwrap_or(i32::MAX)).collect();
    let values: Vec<i64> = rates.iter().map(|rate| rate.from_value).collect();
    let fees: Vec<i64> = rates.iter().map(|rate| rate.fee).collect();
    sqlx::query!("DELETE FROM orders_delivery_rates WHERE method = $1", method).execute(&mut *connection).await?;
    sqlx::query!(
        "INSERT INTO orders_delivery_rates (method, country, up_to_grams, from_value, fee)
         SELECT $1, * FROM unnest($2::text[], $3::integer[], $4::bigint[], $5::bigint[])",
        method,
        &countries,
        &grams,
        &values,
        &fees
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!("UPDATE orders_delivery_methods SET version = version + 1 WHERE code = $1", method).execute(connection).await?;
    Ok(())
}
