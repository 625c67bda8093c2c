use domain::{
    accounts::Permission,
    orders::{OrderRefusal, ParcelState, left_to_send},
};
use uuid::Uuid;

use super::{super::Actor, store};
use crate::{
    error::{Error, Result},
    mail,
    shop::Shop,
};

/// Tells the buyer of a parcel that went out without a mail; answers whether a mail was written now. Each parcel has one mail, however often this
/// is asked for.
///
/// For staff who may [`Permission::Fulfil`]. Refused for a parcel that is not on its way.
pub async fn notify(shop: &Shop, actor: Actor, parcel: Uuid) -> Result<bool> {
    actor.may(Permission::Fulfil)?;
    let order = store::order_of(&shop.pool, parcel).await?;
    let mut transaction = shop.begin().await?;
    store::lock_order(&mut transaction, order).await?;
    let view = store::parcel(&mut transaction, order, parcel).await?;
    if store::mark_notified(&mut transaction, parcel).await? {
        return Ok(false);
    }
    if view.state != ParcelState::HandedOver {
        return Err(Error::refused(OrderRefusal::NotNow));
    }
    let complete = left_to_send(&store::progress(&mut transaction, order).await?).is_empty();
    mail::enqueue_shipped(&mut transaction, shop, order, &view, complete).await?;
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(true)
}
