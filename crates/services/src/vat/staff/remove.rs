use domain::{accounts::Permission, backoffice::StaffRefusal, failure::FieldError, vat::DatedRate};
use serde_json::json;

use super::{earliest, written};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Takes a rate away whose day has not come. What is gone already is gone.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] when its day has come; [`StaffRefusal::Changed`] when another rate than the one that was shown
/// is entered for the day.
pub async fn remove(shop: &Shop, by: impl Into<Acting>, rate: DatedRate) -> Result<()> {
    let by = by.into();
    by.may(Permission::SetVatRates)?;
    if rate.first_day < earliest(shop)? {
        return Err(Error::Invalid(vec![FieldError::malformed("first_day")]));
    }
    let mut transaction = shop.begin().await?;
    let known = sqlx::query_scalar!(
        "SELECT basis_points FROM vat_rates WHERE class = $1 AND first_day = $2 FOR UPDATE",
        rate.class.code(),
        rate.first_day
    )
    .fetch_optional(&mut *transaction)
    .await?;
    match known {
        None => return Ok(()),
        Some(known) if known != i32::from(rate.rate.0) => return Err(Error::refused(StaffRefusal::Changed { version: 0 })),
        Some(_) => {}
    }
    sqlx::query!("DELETE FROM vat_rates WHERE class = $1 AND first_day = $2", rate.class.code(), rate.first_day)
        .execute(&mut *transaction)
        .await?;
    let (subject, before) = written(rate);
    audit_log::write(&mut transaction, by, Entry { action: "vat.remove_rate", subject, before, after: json!({}) }).await?;
    transaction.commit().await?;
    Ok(())
}
