use domain::{
    accounts::Permission,
    backoffice::{SaveVoucherRequest, StaffRefusal, VoucherLimits},
    failure::FieldError,
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::held::{Held, hold, json_of};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Changes how often a voucher may be used and when it counts. What it takes off and for which goods is what buyers were told, and stays, as does the
/// beginning of one that has begun; and one that is over stays so. As it is already, nothing is done, so a form that is sent twice does its work once. For
/// staff who may [`Permission::IssueCodes`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a voucher; [`StaffRefusal::Changed`] when it has been changed since;
/// [`Error::Invalid`] field by field, also for fewer uses than there have been (`most_uses`), and for an end that is over (`valid_until`).
pub async fn save(shop: &Shop, by: impl Into<Acting>, request: &SaveVoucherRequest) -> Result<()> {
    let by = by.into();
    by.may(Permission::IssueCodes)?;
    let mut transaction = shop.begin().await?;
    let held = hold(&mut transaction, request.voucher).await?;
    let limits =
        VoucherLimits { valid_from: if held.has_begun { held.limits.valid_from } else { request.limits.valid_from }, ..request.limits };
    if limits == held.limits {
        return Ok(());
    }
    if held.version != request.version {
        return Err(Error::refused(StaffRefusal::Changed { version: held.version }));
    }
    let used = used(&mut transaction, request.voucher).await?;
    let errors = check(&limits, &held, used);
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    count_anew(&mut transaction, request.voucher, &limits).await?;
    let entry = Entry { action: "voucher.save", subject: &held.code, before: json_of(&held.limits), after: json_of(&limits) };
    audit_log::write(&mut transaction, by, entry).await?;
    transaction.commit().await?;
    Ok(())
}

fn check(limits: &VoucherLimits, held: &Held, used: i64) -> Vec<FieldError> {
    let mut errors = limits.check();
    if limits.most_uses.is_some_and(|most| i64::from(most) < used) {
        errors.push(FieldError::malformed("most_uses"));
    }
    let is_over = held.has_ended || limits.valid_until.is_some_and(|until| until <= held.now);
    if is_over && !errors.iter().any(|error| error.field == "valid_until") {
        errors.push(FieldError::malformed("valid_until"));
    }
    errors
}

/// How many orders use it.
async fn used(connection: &mut PgConnection, voucher: Uuid) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM orders_voucher_uses WHERE voucher_id = $1 AND given_back_at IS NULL"#,
        voucher
    )
    .fetch_one(connection)
    .await?)
}

/// Writes the limits, and makes the uses that there have been count towards them: a limit that is new knows of all of them, and each customer's take their
/// slots in the order in which they came.
async fn count_anew(connection: &mut PgConnection, voucher: Uuid, limits: &VoucherLimits) -> Result<()> {
    let limit = |most: Option<u32>| most.and_then(|most| i32::try_from(most).ok());
    sqlx::query!(
        "UPDATE orders_voucher_uses SET counted = $2, slot = NULL WHERE voucher_id = $1 AND (counted <> $2 OR slot IS NOT NULL)",
        voucher,
        limits.most_uses.is_some()
    )
    .execute(&mut *connection)
    .await?;
    if limits.most_uses_by_customer.is_some() {
        sqlx::query!(
            "UPDATE orders_voucher_uses AS used SET slot = numbered.slot
             FROM (SELECT order_id, row_number() OVER (PARTITION BY customer ORDER BY used_at, order_id) AS slot
                   FROM orders_voucher_uses WHERE voucher_id = $1 AND given_back_at IS NULL) AS numbered
             WHERE used.order_id = numbered.order_id",
            voucher
        )
        .execute(&mut *connection)
        .await?;
    }
    sqlx::query!(
        "UPDATE orders_vouchers
         SET most_uses = $2, most_uses_by_customer = $3, valid_from = $4, valid_until = $5,
             uses = CASE WHEN $2::integer IS NULL THEN 0 ELSE (SELECT count(*) FROM orders_voucher_uses
                                                               WHERE voucher_id = $1 AND given_back_at IS NULL)::integer END
         WHERE id = $1",
        voucher,
        limit(limits.most_uses),
        limit(limits.most_uses_by_customer),
        limits.valid_from,
        limits.valid_until
    )
    .execute(connection)
    .await?;
    Ok(())
}
