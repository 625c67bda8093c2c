use domain::{
    accounts::Permission,
    orders::{OrderRefusal, ReturnEvent, ReturnState},
};
use serde_json::json;
use uuid::Uuid;

use super::{
    super::{Acting, lock::lock},
    store,
};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    failpoints::failpoint,
    shop::Shop,
};

/// The matter is settled: the goods are here, and the money went back or was set against something. Closing twice is once.
///
/// For staff who may [`Permission::HandleReturns`]. Refused before the goods are here.
pub async fn close(shop: &Shop, by: impl Into<Acting>, goods: Uuid) -> Result<()> {
    let by = by.into();
    by.may(Permission::HandleReturns)?;
    let order = store::order_of(&shop.pool, goods).await?;
    let mut transaction = shop.begin().await?;
    let locked = lock(&mut transaction, order).await?;
    let before = store::one(&mut transaction, order, goods).await?;
    if before.state == ReturnState::Closed {
        return Ok(());
    }
    by.check(order, locked.version)?;
    let after = store::step(&mut transaction, store::part(order, &before), before.state, ReturnEvent::Close, (by.actor, "")).await?;
    if after.is_none() {
        return Err(Error::refused(OrderRefusal::NotNow));
    }
    let entry = Entry {
        action: "return.close",
        subject: &locked.number,
        before: json!({ "return": before.number, "state": before.state }),
        after: json!({ "return": before.number, "state": ReturnState::Closed }),
    };
    audit_log::write(&mut transaction, by, entry).await?;
    failpoint!("orders.returns.close.before_commit");
    transaction.commit().await?;
    failpoint!("orders.returns.close.committed");
    Ok(())
}
