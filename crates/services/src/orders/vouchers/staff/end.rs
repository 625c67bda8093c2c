use domain::{accounts::Permission, backoffice::StaffRefusal};
use uuid::Uuid;

use super::held::{hold, json_of};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Ends a voucher at once. Orders that were placed keep what it gave them; whoever is about to order is shown what it costs without. One that is over
/// already stays as it is, so a form that is sent twice does its work once. For staff who may [`Permission::IssueCodes`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a voucher; [`StaffRefusal::Changed`] when it has been changed since.
pub async fn end(shop: &Shop, by: impl Into<Acting>, voucher: Uuid, version: i64) -> Result<()> {
    let by = by.into();
    by.may(Permission::IssueCodes)?;
    let mut transaction = shop.begin().await?;
    let held = hold(&mut transaction, voucher).await?;
    if held.has_ended {
        return Ok(());
    }
    if held.version != version {
        return Err(Error::refused(StaffRefusal::Changed { version: held.version }));
    }
    let mut after = held.limits;
    after.valid_until = Some(held.now);
    // Before its time it begins and ends in the same moment.
    after.valid_from = after.valid_from.map(|from| from.min(held.now));
    sqlx::query!(
        "UPDATE orders_vouchers SET valid_from = $2, valid_until = $3 WHERE id = $1",
        voucher,
        after.valid_from,
        after.valid_until
    )
    .execute(&mut *transaction)
    .await?;
    let entry = Entry { action: "voucher.end", subject: &held.code, before: json_of(&held.limits), after: json_of(&after) };
    audit_log::write(&mut transaction, by, entry).await?;
    transaction.commit().await?;
    Ok(())
}
