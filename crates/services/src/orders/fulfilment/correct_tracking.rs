use domain::{
    accounts::Permission,
    orders::{ParcelView, TrackingForm},
};
use uuid::Uuid;

use super::{
    super::{
        Actor,
        parts_history::{self, Kind, Part, Step},
    },
    store,
};
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// Writes a parcel's carrier and number anew, or takes them away. The buyer's page shows them at once; no mail is sent.
///
/// # Errors
/// As of [`Actor::may`] with [`Permission::Fulfil`].
pub async fn correct_tracking(shop: &Shop, actor: Actor, parcel: Uuid, form: &TrackingForm) -> Result<ParcelView> {
    actor.may(Permission::Fulfil)?;
    let tracking = form.checked().map_err(Error::Invalid)?;
    let order = store::order_of(&shop.pool, parcel).await?;
    let mut transaction = shop.begin().await?;
    store::lock_order(&mut transaction, order).await?;
    let before = store::parcel(&mut transaction, order, parcel).await?;
    if before.tracking == tracking {
        return Ok(before);
    }
    store::set_tracking(&mut transaction, parcel, &tracking).await?;
    let part = Part { kind: Kind::Parcel, order, id: parcel, number: i32::try_from(before.number).unwrap_or(0) };
    let state = before.state.code();
    parts_history::write(&mut transaction, part, Step { event: "correct_tracking", before: Some(state), after: state }, actor).await?;
    transaction.commit().await?;
    Ok(ParcelView { tracking, ..before })
}
