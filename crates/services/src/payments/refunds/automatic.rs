use domain::payments::RefundReason;
use sqlx::PgConnection;
use uuid::Uuid;

use super::store::{self, NewRefund};
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
    let amount = give_back_all(connection, shop, payment, reason, Actor::Gateway).await?;
    mail::enqueue_payment_returned(connection, shop, order, payment, amount).await
}

/// Records a refund of all that is left of a payment. The payment's own id is the key: it happens once, whoever asks how often.
pub(in crate::payments) async fn give_back_all(
    connection: &mut PgConnection,
    shop: &Shop,
    payment: Uuid,
    reason: RefundReason,
    actor: Actor,
) -> Result<domain::money::Money> {
    let balance =
        store::balance(connection, payment).await?.ok_or_else(|| Error::Data(format!("nothing has arrived of payment {payment}")))?;
    let refund = NewRefund { payment, amount: balance.left(), reason, request_key: payment, request_hash: b"", actor, remark: "" };
    store::insert(connection, shop, &refund).await?;
    Ok(domain::money::Money { minor: refund.amount, ..balance.received })
}
