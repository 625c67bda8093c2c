use domain::{
    accounts::Permission,
    ids::OrderId,
    orders::{OrderEvent, OrderState, OrderView},
};
use serde_json::json;
use uuid::Uuid;

use super::{Acting, Actor, find, store, transition};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    failpoints::failpoint,
    mail,
    shop::Shop,
    stock,
};

/// Calls off an order that is not paid: order, stock, history and mail in one transaction. Free of charge, and by whoever has its token, or by staff who may
/// [`Permission::CancelOrders`].
///
/// Attempts to pay that are still open are called off at their gateways afterwards, by the background task; money that arrives all the same goes
/// back by itself. Calling off twice is calling off once.
///
/// # Errors
/// [`Error::NotFound`] for a token of nobody's; `Forbidden` and `Unproven` as of [`Actor::may`];
/// [`domain::orders::OrderRefusal::WrongState`] once it is paid or over.
pub async fn cancel(shop: &Shop, token: &str, by: impl Into<Acting>) -> Result<OrderView> {
    let by = by.into();
    match by.actor {
        Actor::Buyer => {}
        // The gateway and the schedule never call anything off.
        Actor::Staff(_) | Actor::Operator | Actor::Gateway | Actor::Schedule => by.may(Permission::CancelOrders)?,
    }
    let order = store::id_of_token(&shop.pool, token).await?;
    call_off(shop, order, by).await?;
    find(shop, token).await
}

/// The same by the order's id, for staff who may [`Permission::CancelOrders`] and who saw the order as it is, if they saw it.
///
/// # Errors
/// As of [`Actor::may`]; as of [`cancel`]; [`domain::backoffice::StaffRefusal::Changed`] for an order that has moved on.
pub async fn cancel_by_id(shop: &Shop, by: impl Into<Acting>, order: OrderId) -> Result<()> {
    let by = by.into();
    by.may(Permission::CancelOrders)?;
    call_off(shop, order.0, by).await
}

/// The transaction, in a function of its own: it is over before another connection is asked for, or those who wait for its lock could hold them all.
async fn call_off(shop: &Shop, order: Uuid, by: Acting) -> Result<()> {
    let mut transaction = shop.begin().await?;
    let locked = store::lock_for_payment(&mut transaction, order).await?;
    if locked.state == OrderState::Pending {
        // A cart is its buyer's.
        return Err(Error::NotFound);
    }
    if locked.state != OrderState::Cancelled {
        by.check(order, locked.version)?;
        let after = transition(&mut transaction, order, locked.state, OrderEvent::Cancel, by.actor).await?;
        mail::enqueue_order_cancelled(&mut transaction, shop, order).await?;
        stock::release(&mut transaction, order).await?;
        let (before, after) = (json!({ "state": locked.state }), json!({ "state": after }));
        audit_log::write(&mut transaction, by, Entry { action: "order.cancel", subject: &locked.number, before, after }).await?;
        failpoint!("orders.cancel.before_commit");
        transaction.commit().await?;
        failpoint!("orders.cancel.committed");
        tracing::info!(order = locked.number, actor = by.actor.code(), "order called off");
        shop.work.notify_one();
    }
    Ok(())
}
