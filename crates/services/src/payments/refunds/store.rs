//! SQL of the subroom.

use domain::{
    money::{Currency, Money},
    payments::{RefundReason, RefundState},
};
use gateways::payment::GatewayRefund;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    orders::Actor,
    shop::Shop,
};

/// A refund.
#[derive(Debug)]
pub(super) struct Refund {
    pub id: Uuid,
    pub payment_id: Uuid,
    pub amount: i64,
    pub state: RefundState,
    pub idempotency_key: Uuid,
    pub attempts: i32,
}

struct RefundRow {
    id: Uuid,
    payment_id: Uuid,
    amount: i64,
    state: String,
    idempotency_key: Uuid,
    attempts: i32,
}

impl TryFrom<RefundRow> for Refund {
    type Error = Error;

    fn try_from(row: RefundRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            payment_id: row.payment_id,
            amount: row.amount,
            state: RefundState::from_code(&row.state).ok_or_else(|| Error::Data(format!("refund state {}", row.state)))?,
            idempotency_key: row.idempotency_key,
            attempts: row.attempts,
        })
    }
}

/// A refund to be written.
pub(super) struct NewRefund<'a> {
    pub payment: Uuid,
    pub amount: i64,
    pub reason: RefundReason,
    /// Who wants it; the same key twice is the same refund.
    pub request_key: Uuid,
    pub request_hash: &'a [u8],
    pub actor: Actor,
    pub remark: &'a str,
}

/// Writes a refund that the gateway is yet to be asked for. Its payment is locked.
///
/// Mollie takes a second refund of the same amount within an hour for a mistake, so a twin waits until that hour is over.
pub(super) async fn insert(connection: &mut PgConnection, shop: &Shop, refund: &NewRefund<'_>) -> Result<Uuid> {
    let id = shop.new_id();
    sqlx::query!(
        r#"INSERT INTO payments_refunds (id, payment_id, amount, reason, state, request_key, request_hash, idempotency_key, actor, remark, not_before)
           VALUES ($1, $2, $3, $4, 'requested', $5, $6, $7, $8, $9, greatest(now(),
               (SELECT max(coalesce(submitted_at, not_before)) + interval '61 minutes' FROM payments_refunds
                WHERE payment_id = $2 AND amount = $3 AND state NOT IN ('failed', 'canceled'))))"#,
        id,
        refund.payment,
        refund.amount,
        refund.reason.code(),
        refund.request_key,
        refund.request_hash,
        shop.new_key(),
        refund.actor.code(),
        refund.remark
    )
    .execute(connection)
    .await?;
    Ok(id)
}

/// Writes a refund that was made in the gateway's own dashboard.
pub(super) async fn insert_foreign(connection: &mut PgConnection, shop: &Shop, payment: Uuid, refund: &GatewayRefund) -> Result<Uuid> {
    let id = shop.new_id();
    sqlx::query!(
        r#"INSERT INTO payments_refunds
               (id, payment_id, amount, reason, state, gateway_refund_id, request_key, request_hash, idempotency_key, actor, submitted_at)
           VALUES ($1, $2, $3, 'at_gateway', $4, $5, $6, '', $7, 'gateway', now())"#,
        id,
        payment,
        refund.amount.minor,
        refund.state.code(),
        refund.id,
        shop.new_key(),
        shop.new_key()
    )
    .execute(connection)
    .await?;
    Ok(id)
}

/// The refund that a gateway's refund is: by the gateway's id, or by our own that it gave back when its first answer was lost.
pub(super) async fn known(connection: &mut PgConnection, payment: Uuid, refund: &GatewayRefund) -> Result<Option<Refund>> {
    let ours = refund.reference.as_deref().and_then(|reference| reference.parse::<Uuid>().ok());
    sqlx::query_as!(
        RefundRow,
        r#"SELECT id, payment_id, amount, state, idempotency_key, attempts FROM payments_refunds
           WHERE payment_id = $1 AND (gateway_refund_id = $2 OR (gateway_refund_id IS NULL AND id = $3)) FOR UPDATE"#,
        payment,
        refund.id,
        ours
    )
    .fetch_optional(connection)
    .await?
    .map(Refund::try_from)
    .transpose()
}

/// Writes what the gateway says of a refund.
pub(super) async fn move_on(connection: &mut PgConnection, refund: Uuid, news: &GatewayRefund) -> Result<()> {
    sqlx::query!(
        r#"UPDATE payments_refunds SET state = $2, gateway_refund_id = $3, updated_at = now(), submitted_at = coalesce(submitted_at, now())
           WHERE id = $1"#,
        refund,
        news.state.code(),
        news.id
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes the next refund that is due, of these gateways. Claiming moves the next try into the future: a node that dies gives it back by itself.
pub(super) async fn claim(connection: &mut PgConnection, gateways: &[String]) -> Result<Option<Refund>> {
    sqlx::query_as!(
        RefundRow,
        r#"UPDATE payments_refunds SET attempts = attempts + 1, not_before = now() + make_interval(secs => least(60 * power(2, least(attempts, 10)), 3600))
           WHERE id = (SELECT refund.id FROM payments_refunds AS refund JOIN payments AS payment ON payment.id = refund.payment_id
                       WHERE refund.state = 'requested' AND refund.not_before <= now() AND payment.gateway = ANY($1)
                       ORDER BY refund.not_before, refund.id LIMIT 1 FOR UPDATE OF refund SKIP LOCKED)
           RETURNING id, payment_id, amount, state, idempotency_key, attempts"#,
        gateways
    )
    .fetch_optional(connection)
    .await?
    .map(Refund::try_from)
    .transpose()
}

/// Lets a refund wait for its twin's hour, under a new idempotency key: the gateway repeats a refusal under the old one. It refused, so nothing was
/// done under that.
pub(super) async fn postpone(connection: &mut PgConnection, shop: &Shop, refund: Uuid) -> Result<()> {
    sqlx::query!(
        r#"UPDATE payments_refunds SET not_before = now() + interval '61 minutes', attempts = 0, idempotency_key = $2, updated_at = now(),
               remark = 'waits: the same amount was given back less than an hour before'
           WHERE id = $1 AND state = 'requested'"#,
        refund,
        shop.new_key()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Ends a refund that the gateway will not make.
pub(super) async fn fail(connection: &mut PgConnection, refund: Uuid, why: &str) -> Result<bool> {
    let done = sqlx::query!(
        "UPDATE payments_refunds SET state = 'failed', remark = $2, updated_at = now() WHERE id = $1 AND state = 'requested'",
        refund,
        why
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A payment's money, in the minor unit of what has arrived.
#[derive(Clone, Copy, Debug)]
pub(in crate::payments) struct Balance {
    /// What has arrived; nothing while the payment is not paid.
    pub received: Money,
    /// What was given back or is about to be.
    pub given_back: i64,
    /// What has been given back for good.
    pub refunded: i64,
    /// What the buyer's bank has taken back.
    pub charged_back: i64,
    /// Whether it is this payment that pays the order.
    pub pays_order: bool,
}

impl Balance {
    /// What can still be given back.
    pub const fn left(&self) -> i64 {
        self.received.minor - self.given_back - self.charged_back
    }

    /// Whether all of it has been given back for good.
    pub const fn is_all_back(&self) -> bool {
        self.received.minor > 0 && self.refunded >= self.received.minor
    }
}

/// A payment's balance; `None` until its money has arrived.
pub(in crate::payments) async fn balance(connection: &mut PgConnection, payment: Uuid) -> Result<Option<Balance>> {
    let row = sqlx::query!(
        r#"SELECT received, received_currency, pays_order,
               (SELECT coalesce(sum(amount), 0)::bigint FROM payments_refunds
                WHERE payment_id = $1 AND state NOT IN ('failed', 'canceled')) AS "given_back!",
               (SELECT coalesce(sum(amount), 0)::bigint FROM payments_refunds WHERE payment_id = $1 AND state = 'refunded') AS "refunded!",
               (SELECT coalesce(sum(amount), 0)::bigint FROM payments_chargebacks
                WHERE payment_id = $1 AND reversed_at IS NULL) AS "charged_back!"
           FROM payments WHERE id = $1"#,
        payment
    )
    .fetch_one(connection)
    .await?;
    let (Some(minor), Some(currency)) = (row.received, row.received_currency) else { return Ok(None) };
    let currency = Currency::from_code(&currency).ok_or_else(|| Error::Data(format!("currency {currency}")))?;
    Ok(Some(Balance {
        received: Money { minor, currency },
        given_back: row.given_back,
        refunded: row.refunded,
        charged_back: row.charged_back,
        pays_order: row.pays_order,
    }))
}
