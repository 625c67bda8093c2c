use domain::orders::{OrderEvent, OrderState, ParcelEvent, ParcelState};

use super::{
    super::{
        Actor,
        lock::lock,
        parts_history::{Kind, Part},
        store::id_of_token,
        transition,
    },
    store,
};
use crate::{error::Result, failpoints::failpoint, shop::Shop};

/// The buyer confirms that everything arrived; answers whether that is news. A second click is answered as done and changes nothing.
///
/// Refused when the order is not on its way. The parcels that are count as delivered with it.
pub async fn confirm_delivery(shop: &Shop, token: &str) -> Result<bool> {
    let order = id_of_token(&shop.pool, token).await?;
    let mut transaction = shop.begin().await?;
    let locked = lock(&mut transaction, order).await?;
    if locked.state == OrderState::Delivered {
        return Ok(false);
    }
    transition(&mut transaction, order, locked.state, OrderEvent::ConfirmDelivery, Actor::Buyer).await?;
    for parcel in store::parcels(&mut transaction, order).await?.into_iter().filter(|parcel| parcel.state == ParcelState::HandedOver) {
        let part = Part { kind: Kind::Parcel, order, id: parcel.id, number: i32::try_from(parcel.number).unwrap_or(0) };
        store::step(&mut transaction, part, parcel.state, ParcelEvent::Arrive, Actor::Buyer).await?;
    }
    failpoint!("orders.confirm_delivery.before_commit");
    transaction.commit().await?;
    failpoint!("orders.confirm_delivery.committed");
    Ok(true)
}
