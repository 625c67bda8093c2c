use domain::{money::Money, payments::RefundReason};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    news::Place,
    store::{self, NewRefund},
};
use crate::{
    error::{Error, Result},
    mail,
    orders::Actor,
    shop::Shop,
};

/// Gives back by itself what was paid for an order that cannot take it: refund and the mail to the buyer, in the caller's transaction. Order and
/// payment are locked, and what has arrived is written.
pub(in crate::payments) async fn owe(
    connection: &mut PgConnection,
    shop: &Shop,
    order: Uuid,
    payment: Uuid,
    reason: RefundReason,
) -> Result<()> {
    give_back_all(connection, shop, Place { order, payment }, reason, Actor::Gateway).await
}

/// Records a refund of all that is left of a payment, and tells the buyer. The payment's own id is the key: it happens once, whoever asks how often.
/// Where nothing is left, because it went back in the gateway's dashboard or the buyer's bank took it, nothing is done.
pub(in crate::payments) async fn give_back_all(
    connection: &mut PgConnection,
    shop: &Shop,
    Place { order, payment }: Place,
    reason: RefundReason,
    actor: Actor,
) -> Result<()> {
    let balance =
        store::balance(connection, payment).await?.ok_or_else(|| Error::Data(format!("nothing has arrived of payment {payment}")))?;
    if balance.left() <= 0 {
        return Ok(());
    }
    let refund = NewRefund { payment, amount: balance.left(), reason, request_key: payment, request_hash: b"", actor, remark: "" };
    store::insert(connection, shop, &refund).await?;
    let amount = Money { minor: refund.amount, ..balance.received };
    mail::enqueue_payment_returned(connection, shop, order, payment, amount).await
}
