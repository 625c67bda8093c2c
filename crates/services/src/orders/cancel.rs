use domain::{
    accounts::Permission,
    orders::{OrderEvent, OrderState, OrderView},
};
use uuid::Uuid;

use super::{Actor, find, store, transition};
use crate::{error::Result, failpoints::failpoint, mail, shop::Shop, stock};

/// Calls off an order that is not paid: order, stock, history and mail in one transaction. Free of charge, and by whoever has its token, or by staff who may
/// [`Permission::CancelOrders`].
///
/// Attempts to pay that are still open are called off at their gateways afterwards, by the background task; money that arrives all the same goes
/// back by itself. Calling off twice is calling off once.
///
/// # Errors
/// [`Error::NotFound`](crate::error::Error::NotFound) for a token of nobody's; `Forbidden` and `Unproven` as of [`Actor::may`];
/// [`domain::orders::OrderRefusal::WrongState`] once it is paid or over.
pub async fn cancel(shop: &Shop, token: &str, actor: Actor) -> Result<OrderView> {
    match actor {
        Actor::Buyer => {}
        // The gateway and the schedule never call anything off.
        Actor::Staff(_) | Actor::Operator | Actor::Gateway | Actor::Schedule => actor.may(Permission::CancelOrders)?,
    }
    let order = store::id_of_token(&shop.pool, token).await?;
    call_off(shop, order, actor).await?;
    find(shop, token).await
}

/// The transaction, in a function of its own: it is over before another connection is asked for, or those who wait for its lock could hold them all.
async fn call_off(shop: &Shop, order: Uuid, actor: Actor) -> Result<()> {
    let mut transaction = shop.begin().await?;
    let locked = store::lock_for_payment(&mut transaction, order).await?;
    if locked.state != OrderState::Cancelled {
        transition(&mut transaction, order, locked.state, OrderEvent::Cancel, actor).await?;
        mail::enqueue_order_cancelled(&mut transaction, shop, order).await?;
        stock::release(&mut transaction, order).await?;
        failpoint!("orders.cancel.before_commit");
        transaction.commit().await?;
        failpoint!("orders.cancel.committed");
        tracing::info!(order = locked.number, actor = actor.code(), "order called off");
        shop.work.notify_one();
    }
    Ok(())
}
