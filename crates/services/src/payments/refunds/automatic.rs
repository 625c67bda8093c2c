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
    let amount = Money { minor: balance.left(), ..balance.received };
    record(
        connection,
        shop,
        Place { order, payment },
        amount,
        &NewRefund { payment, amount: amount.minor, reason, request_key: payment, request_hash: b"", actor, remark: "" },
    )
    .await
}

/// Money that came back to the shop and is the buyer's.
pub(in crate::payments) struct SentOn {
    /// Rappen.
    pub amount: i64,
    /// Why the shop has no claim to it.
    pub reason: RefundReason,
    /// Of the refund and of its mail.
    pub key: Uuid,
}

/// Records a refund of so much of a payment, or of what is left of it, and tells the buyer.
pub(in crate::payments) async fn send_on(connection: &mut PgConnection, shop: &Shop, place: Place, sent: SentOn) -> Result<()> {
    let Some(balance) = store::balance(connection, place.payment).await? else { return Ok(()) };
    let amount = Money { minor: sent.amount.min(balance.left()), ..balance.received };
    if amount.minor <= 0 {
        return Ok(());
    }
    let refund = NewRefund {
        payment: place.payment,
        amount: amount.minor,
        reason: sent.reason,
        request_key: sent.key,
        request_hash: b"",
        actor: Actor::Gateway,
        remark: "",
    };
    record(connection, shop, place, amount, &refund).await
}

/// The refund, and the mail to the buyer under the same key.
async fn record(connection: &mut PgConnection, shop: &Shop, place: Place, amount: Money, refund: &NewRefund<'_>) -> Result<()> {
    store::insert(connection, shop, refund).await?;
    mail::enqueue_payment_returned(connection, shop, place.order, refund.request_key, amount).await
}
