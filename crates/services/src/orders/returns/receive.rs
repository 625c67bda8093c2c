use domain::{
    accounts::Permission,
    orders::{OrderRefusal, ReturnEvent},
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
    mail,
    shop::Shop,
    stock,
};

/// What is owed for goods that came back. The money itself is the payments' matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    /// The order that the goods belong to.
    pub order: Uuid,
    /// What the buyer paid for the goods, in rappen: their part of their lines after discount, without delivery.
    pub worth: i64,
}

/// The goods of an accepted return are here. `restock` puts them back on sale. A second time changes nothing and answers the same.
///
/// For staff who may [`Permission::HandleReturns`]. Refused when the return was not accepted.
pub async fn receive(shop: &Shop, by: impl Into<Acting>, goods: Uuid, restock: bool) -> Result<Received> {
    let by = by.into();
    by.may(Permission::HandleReturns)?;
    let order = store::order_of(&shop.pool, goods).await?;
    let mut transaction = shop.begin().await?;
    let locked = lock(&mut transaction, order).await?;
    let before = store::one(&mut transaction, order, goods).await?;
    if let Some(worth) = store::worth(&mut transaction, goods).await? {
        return Ok(Received { order, worth });
    }
    by.check(order, locked.version)?;
    let worth = store::appraise(&mut transaction, goods).await?;
    let after = store::step(&mut transaction, store::part(order, &before), before.state, ReturnEvent::Receive, (by.actor, "")).await?;
    if after.is_none() {
        return Err(Error::refused(OrderRefusal::NotNow));
    }
    let view = store::one(&mut transaction, order, goods).await?;
    let number = mail::enqueue_return_news(&mut transaction, shop, order, &view).await?;
    if restock {
        store::mark_restocked(&mut transaction, goods).await?;
        let lines = store::returned_lines(&mut transaction, goods).await?;
        // Last: these rows are the ones that every checkout wants.
        let pieces: Vec<_> = lines.iter().map(|line| (line.variant, line.quantity)).collect();
        stock::take_back(&mut transaction, by.actor, goods, &pieces, &format!("return {} of order {number}", view.number)).await?;
    }
    let entry = Entry {
        action: "return.receive",
        subject: &locked.number,
        before: json!({ "return": before.number, "state": before.state }),
        after: json!({ "return": before.number, "state": view.state, "worth": worth, "restocked": restock }),
    };
    audit_log::write(&mut transaction, by, entry).await?;
    failpoint!("orders.returns.receive.before_commit");
    transaction.commit().await?;
    failpoint!("orders.returns.receive.committed");
    shop.work.notify_one();
    Ok(Received { order, worth })
}
