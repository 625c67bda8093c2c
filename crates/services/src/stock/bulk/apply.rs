use std::collections::{BTreeMap, HashMap};

use domain::{
    accounts::Permission,
    backoffice::{MOST_BOOKED, StaffRefusal, StockAct, StockBulkRequest, StockSeen},
    failure::FieldError,
    stock::StockRefusal,
};
use serde_json::json;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::store::{self, Booking, Standing};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Books the same for several articles, for all of them or for none, for somebody who saw what it would do; gives for how many. The same key again is the same
/// act. Each article has a movement and an entry in the audit log of its own. For staff who may [`Permission::BookStock`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] for `key`, `value`, `reason` or `items`; [`Error::NotFound`] when there is no such article; the
/// [`StockRefusal`] of the first one for which it cannot be booked; [`StaffRefusal::Changed`] when something was booked for one that was counted;
/// [`StaffRefusal::RequestReused`] for the key of somebody else's act or of another one.
pub async fn apply(shop: &Shop, by: impl Into<Acting>, request: &StockBulkRequest) -> Result<u32> {
    let by = by.into();
    by.may(Permission::BookStock)?;
    let reason = request.reason.trim();
    check(request)?;
    let mut transaction = shop.begin().await?;
    if !begin(&mut transaction, by, request, reason).await? {
        return known(&mut transaction, by, request, reason).await;
    }
    let (bookings, standing) = planned(&mut transaction, request).await?;
    store::book(&mut transaction, request.key, (request.act.kind(), reason, &by.actor.code()), &bookings).await.map_err(refused)?;
    keep(&mut transaction, request.key, &bookings).await?;
    for Booking { variant, change } in &bookings {
        let available = standing.get(variant).map_or(0, |standing| standing.level.available);
        let before = json!({ "available": available });
        let after = json!({ "available": available + change, "change": change, "reason": reason });
        audit_log::write(&mut transaction, by, Entry { action: "stock.bulk", subject: &variant.to_string(), before, after }).await?;
    }
    transaction.commit().await?;
    Ok(u32::try_from(bookings.len()).unwrap_or(u32::MAX))
}

fn check(request: &StockBulkRequest) -> Result<()> {
    let mut errors = request.act.check(&request.reason);
    if request.key.is_nil() {
        errors.push(FieldError::required("key"));
    }
    if request.items.is_empty() {
        errors.push(FieldError::required("items"));
    }
    if u32::try_from(request.items.len()).unwrap_or(u32::MAX) > MOST_BOOKED {
        errors.push(FieldError::too_large("items", MOST_BOOKED));
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}

/// Writes the act down; false where its key is known.
async fn begin(connection: &mut PgConnection, by: Acting, request: &StockBulkRequest, reason: &str) -> Result<bool> {
    let made = sqlx::query!(
        "INSERT INTO stock_bulk_acts (id, actor, act, reason) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING",
        request.key,
        by.actor.code(),
        Json(request.act) as _,
        reason
    )
    .execute(connection)
    .await?;
    Ok(made.rows_affected() > 0)
}

/// For how many articles an act was booked before.
async fn known(connection: &mut PgConnection, by: Acting, request: &StockBulkRequest, reason: &str) -> Result<u32> {
    let act = sqlx::query!(
        r#"SELECT actor, act AS "act: Json<StockAct>", reason,
                  (SELECT count(*) FROM stock_bulk_changes WHERE act_id = id) AS "items!"
           FROM stock_bulk_acts WHERE id = $1"#,
        request.key
    )
    .fetch_one(connection)
    .await?;
    if act.actor != by.actor.code() || act.act.0 != request.act || act.reason != reason {
        return Err(Error::refused(StaffRefusal::RequestReused));
    }
    Ok(u32::try_from(act.items).unwrap_or(u32::MAX))
}

/// What is booked for each article, in the order of their ids, with all of them locked.
async fn planned(connection: &mut PgConnection, request: &StockBulkRequest) -> Result<(Vec<Booking>, HashMap<Uuid, Standing>)> {
    let seen: BTreeMap<Uuid, StockSeen> = request.items.iter().map(|seen| (seen.variant.0, *seen)).collect();
    let ids: Vec<Uuid> = seen.keys().copied().collect();
    store::lock(connection, &ids).await?;
    let standing = store::standing(connection, &ids).await?;
    let movements = store::last_by_people(connection, &ids).await?;
    let mut bookings = Vec::with_capacity(ids.len());
    for (variant, seen) in seen {
        let level = standing.get(&variant).ok_or(Error::NotFound)?.level;
        // Who counted before goods came in has not counted those.
        let is_counted = matches!(request.act, StockAct::Count(_));
        if is_counted && movements.get(&variant).copied().unwrap_or_default() != seen.movement {
            return Err(Error::refused(StaffRefusal::Changed { version: 0 }));
        }
        let change = request.act.plan(seen.available, &level).map_err(Error::refused)?;
        if change != 0 {
            bookings.push(Booking { variant, change });
        }
    }
    Ok((bookings, standing))
}

/// What is taken back by.
async fn keep(connection: &mut PgConnection, act: Uuid, bookings: &[Booking]) -> Result<()> {
    let variants: Vec<Uuid> = bookings.iter().map(|booking| booking.variant).collect();
    let changes: Vec<i32> = bookings.iter().map(|booking| booking.change).collect();
    sqlx::query!(
        "INSERT INTO stock_bulk_changes (act_id, variant_id, change)
         SELECT $1, variant, change FROM unnest($2::uuid[], $3::integer[]) AS booked (variant, change)",
        act,
        &variants,
        &changes
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// What the database keeps as well.
pub(super) fn refused(error: Error) -> Error {
    match error.constraint() {
        Some("stock_available_not_negative") => Error::refused(StockRefusal::BelowZero { available: 0 }),
        Some("stock_pieces_in_range") => Error::refused(StockRefusal::TooMany),
        Some("stock_movements_act_key_unique") => Error::refused(StaffRefusal::RequestReused),
        _ => error,
    }
}
