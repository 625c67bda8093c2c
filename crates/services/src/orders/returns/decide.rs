use domain::{
    accounts::Permission,
    failure::FieldError,
    orders::{LONGEST_WORDS, OrderRefusal, ReturnEvent, ReturnState},
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
};

/// Agrees to a return, with words for the buyer if there are any. Agreeing twice is once.
///
/// For staff who may [`Permission::HandleReturns`]. Refused when it was declined before.
pub async fn accept(shop: &Shop, by: impl Into<Acting>, goods: Uuid, words: &str) -> Result<()> {
    let by = by.into();
    by.may(Permission::HandleReturns)?;
    decide(shop, by, goods, ReturnEvent::Accept, words.trim()).await
}

/// Declines a return, with words for the buyer. Declining twice is once.
///
/// For staff who may [`Permission::HandleReturns`]. Refused when it was accepted before.
pub async fn refuse(shop: &Shop, by: impl Into<Acting>, goods: Uuid, words: &str) -> Result<()> {
    let by = by.into();
    by.may(Permission::HandleReturns)?;
    if words.trim().is_empty() {
        return Err(Error::Invalid(vec![FieldError::required("answer")]));
    }
    decide(shop, by, goods, ReturnEvent::Refuse, words.trim()).await
}

async fn decide(shop: &Shop, by: Acting, goods: Uuid, event: ReturnEvent, words: &str) -> Result<()> {
    if words.chars().count() > LONGEST_WORDS {
        return Err(Error::Invalid(vec![FieldError::too_long("answer", LONGEST_WORDS)]));
    }
    let order = store::order_of(&shop.pool, goods).await?;
    let mut transaction = shop.begin().await?;
    let locked = lock(&mut transaction, order).await?;
    let before = store::one(&mut transaction, order, goods).await?;
    if Some(before.state) == ReturnState::Requested.after(event) {
        return Ok(());
    }
    by.check(order, locked.version)?;
    let after = store::step(&mut transaction, store::part(order, &before), before.state, event, (by.actor, words)).await?;
    if after.is_none() {
        return Err(Error::refused(OrderRefusal::NotNow));
    }
    let decided = store::one(&mut transaction, order, goods).await?;
    mail::enqueue_return_news(&mut transaction, shop, order, &decided).await?;
    let entry = Entry {
        action: if event == ReturnEvent::Accept { "return.accept" } else { "return.refuse" },
        subject: &locked.number,
        before: json!({ "return": before.number, "state": before.state }),
        after: json!({ "return": before.number, "state": decided.state }),
    };
    audit_log::write(&mut transaction, by, entry).await?;
    failpoint!("orders.returns.decide.before_commit");
    transaction.commit().await?;
    failpoint!("orders.returns.decide.committed");
    shop.work.notify_one();
    Ok(())
}
