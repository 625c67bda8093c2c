use domain::{accounts::Permission, backoffice::check_vat_rate, failure::FieldError, vat::DatedRate};
use serde_json::json;

use super::{earliest, written};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Enters a rate that is to hold from a day on. The same again is the same rate.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] field by field, for a day that has come and one that has another rate as well.
pub async fn add(shop: &Shop, by: impl Into<Acting>, rate: DatedRate) -> Result<()> {
    let by = by.into();
    by.may(Permission::SetVatRates)?;
    let errors = check_vat_rate(rate, earliest(shop)?);
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let mut transaction = shop.begin().await?;
    let added = sqlx::query!(
        "INSERT INTO vat_rates (class, first_day, basis_points) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        rate.class.code(),
        rate.first_day,
        i32::from(rate.rate.0)
    )
    .execute(&mut *transaction)
    .await?
    .rows_affected();
    if added == 0 {
        let known = sqlx::query_scalar!(
            "SELECT basis_points FROM vat_rates WHERE class = $1 AND first_day = $2",
            rate.class.code(),
            rate.first_day
        )
        .fetch_optional(&mut *transaction)
        .await?;
        let is_same = known == Some(i32::from(rate.rate.0));
        return if is_same { Ok(()) } else { Err(Error::Invalid(vec![FieldError::taken("first_day")])) };
    }
    let (subject, after) = written(rate);
    audit_log::write(&mut transaction, by, Entry { action: "vat.add_rate", subject, before: json!({}), after }).await?;
    transaction.commit().await?;
    Ok(())
}
