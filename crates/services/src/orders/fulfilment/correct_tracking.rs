use domain::{
    accounts::Permission,
    orders::{ParcelView, TrackingForm},
};
use uuid::Uuid;

use super::{
    super::{
        Acting,
        lock::lock,
        parts_history::{self, Kind, Part, Step},
    },
    store,
};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    shop::Shop,
};

/// Writes a parcel's carrier and number anew, or takes them away. The buyer's page shows them at once; no mail is sent.
///
/// # Errors
/// As of [`Actor::may`](crate::orders::Actor::may) with [`Permission::Fulfil`]; as of what they saw of the order, if they saw it.
pub async fn correct_tracking(shop: &Shop, by: impl Into<Acting>, parcel: Uuid, form: &TrackingForm) -> Result<ParcelView> {
    let by = by.into();
    by.may(Permission::Fulfil)?;
    let tracking = form.checked().map_err(Error::Invalid)?;
    let order = store::order_of(&shop.pool, parcel).await?;
    let mut transaction = shop.begin().await?;
    let locked = lock(&mut transaction, order).await?;
    let before = store::parcel(&mut transaction, order, parcel).await?;
    if before.tracking == tracking {
        return Ok(before);
    }
    by.check(order, locked.version)?;
    store::set_tracking(&mut transaction, parcel, &tracking).await?;
    let part = Part { kind: Kind::Parcel, order, id: parcel, number: i32::try_from(before.number).unwrap_or(0) };
    let state = before.state.code();
    parts_history::write(&mut transaction, part, Step { event: "correct_tracking", before: Some(state), after: state }, by.actor).await?;
    let view = ParcelView { tracking, ..before.clone() };
    let entry =
        Entry { action: "parcel.correct_tracking", subject: &locked.number, before: store::facts(&before), after: store::facts(&view) };
    audit_log::write(&mut transaction, by, entry).await?;
    transaction.commit().await?;
    Ok(view)
}
