use domain::{
    accounts::Permission,
    backoffice::{StockAct, StockUndone},
    failure::FieldError,
    stock::{LONGEST_REASON, MovementKind},
};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    apply::refused,
    store::{self, Booking},
};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Takes a booking of one's own for several articles back, within a day: each is corrected by as many pieces the other way round, so the ledger shows both. Of
/// which not enough pieces are left stays as it is and is named. Taking back twice is taking back once. `why` is what the ledger says before the act's own
/// reason. For staff who may [`Permission::BookStock`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] without `why`; [`Error::NotFound`] for what is no act of theirs, or too long ago.
pub async fn undo(shop: &Shop, by: impl Into<Acting>, act: Uuid, why: &str) -> Result<StockUndone> {
    let by = by.into();
    by.may(Permission::BookStock)?;
    if why.trim().is_empty() {
        return Err(Error::Invalid(vec![FieldError::required("why")]));
    }
    let mut transaction = shop.begin().await?;
    let kept = sqlx::query!(
        "SELECT undone_at, reason FROM stock_bulk_acts WHERE id = $1 AND actor = $2 AND at > now() - interval '1 day' FOR UPDATE",
        act,
        by.actor.code()
    )
    .fetch_optional(&mut *transaction)
    .await?
    .ok_or(Error::NotFound)?;
    if kept.undone_at.is_some() {
        return Ok(StockUndone::default());
    }
    let reason: String = format!("{} {}", why.trim(), kept.reason).trim().chars().take(LONGEST_REASON).collect();
    let (bookings, left) = back(&mut transaction, act).await?;
    // The act's own movements have its id in their keys already.
    let again = Uuid::from_u128(!act.as_u128());
    let changes: Vec<Booking> = bookings.iter().map(|(booking, _)| *booking).collect();
    store::book(&mut transaction, again, (MovementKind::Correction, &reason, &by.actor.code()), &changes).await.map_err(refused)?;
    sqlx::query!("UPDATE stock_bulk_acts SET undone_at = now() WHERE id = $1", act).execute(&mut *transaction).await?;
    for (Booking { variant, change }, available) in &bookings {
        let before = json!({ "available": available });
        let after = json!({ "available": available + change, "change": change, "reason": reason });
        audit_log::write(&mut transaction, by, Entry { action: "stock.bulk_undo", subject: &variant.to_string(), before, after }).await?;
    }
    transaction.commit().await?;
    Ok(StockUndone { restored: u32::try_from(bookings.len()).unwrap_or(u32::MAX), left })
}

/// What is booked the other way round, with what is available before, and the SKUs of what stays.
async fn back(connection: &mut PgConnection, act: Uuid) -> Result<(Vec<(Booking, i32)>, Vec<String>)> {
    let kept = sqlx::query!("SELECT variant_id, change FROM stock_bulk_changes WHERE act_id = $1 ORDER BY variant_id", act)
        .fetch_all(&mut *connection)
        .await?;
    let ids: Vec<Uuid> = kept.iter().map(|kept| kept.variant_id).collect();
    store::lock(connection, &ids).await?;
    let standing = store::standing(connection, &ids).await?;
    let (mut bookings, mut left) = (Vec::new(), Vec::new());
    for kept in kept {
        let Some(standing) = standing.get(&kept.variant_id) else { continue };
        let level = standing.level;
        match StockAct::Correct(-kept.change).plan(level.available, &level) {
            Ok(change) => bookings.push((Booking { variant: kept.variant_id, change }, level.available)),
            Err(_) => left.push(standing.sku.clone()),
        }
    }
    Ok((bookings, left))
}
