use domain::{
    accounts::Permission,
    orders::{OrderRefusal, ReturnEvent, ReturnState},
};
use uuid::Uuid;

use super::{super::Actor, store};
use crate::{
    error::{Error, Result},
    failpoints::failpoint,
    shop::Shop,
};

/// The matter is settled: the goods are here, and the money went back or was set against something. Closing twice is once.
///
/// For staff who may [`Permission::HandleReturns`]. Refused before the goods are here.
pub async fn close(shop: &Shop, actor: Actor, goods: Uuid) -> Result<()> {
    actor.may(Permission::HandleReturns)?;
    let order = store::order_of(&shop.pool, goods).await?;
    let mut transaction = shop.begin().await?;
    store::lock_order(&mut transaction, order).await?;
    let before = store::one(&mut transaction, order, goods).await?;
    if before.state == ReturnState::Closed {
        return Ok(());
    }
    let after = store::step(&mut transaction, store::part(order, &before), before.state, ReturnEvent::Close, (actor, "")).await?;
    if after.is_none() {
        return Err(Error::refused(OrderRefusal::NotNow));
    }
    failpoint!("orders.returns.close.before_commit");
    transaction.commit().await?;
    failpoint!("orders.returns.close.committed");
    Ok(())
}
