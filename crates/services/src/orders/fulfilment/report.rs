use domain::{
    accounts::Permission,
    orders::{OrderRefusal, ParcelEvent, ParcelView},
};
use uuid::Uuid;

use super::{
    super::{
        Actor,
        parts_history::{Kind, Part},
    },
    store,
};
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// Writes down what became of a parcel: it arrived, is lost, or came back. The pieces of one that came back are left to send again.
///
/// For staff who may [`Permission::Fulfil`]. Refused when the parcel's state does not allow it; handing over has a verb of its own.
pub async fn report(shop: &Shop, actor: Actor, parcel: Uuid, event: ParcelEvent) -> Result<ParcelView> {
    actor.may(Permission::Fulfil)?;
    if event == ParcelEvent::HandOver {
        return Err(Error::refused(OrderRefusal::NotNow));
    }
    let order = store::order_of(&shop.pool, parcel).await?;
    let mut transaction = shop.begin().await?;
    store::lock_order(&mut transaction, order).await?;
    let before = store::parcel(&mut transaction, order, parcel).await?;
    let part = Part { kind: Kind::Parcel, order, id: parcel, number: i32::try_from(before.number).unwrap_or(0) };
    let after = store::step(&mut transaction, part, before.state, event, actor).await?;
    let state = after.ok_or_else(|| Error::refused(OrderRefusal::NotNow))?;
    transaction.commit().await?;
    Ok(ParcelView { state, ..before })
}
