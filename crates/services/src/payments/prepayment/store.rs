//! SQL of prepayments.

use chrono::NaiveDate;
use domain::{accounts::Permission, payments::Iban};
use gateways::payment::{CreatePayment, CreateRefund};
use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::{self, Acting, Actor},
    pool::Pool,
    settings::{self, Seller},
    shop::Shop,
};

/// What was asked for, and what has arrived for it: just that if the transfers make it up at some point (what comes after is not this payment's), else
/// their sum.
pub(super) struct Prepayment {
    pub order_reference: String,
    pub amount: i64,
    pub currency: String,
    pub canceled: bool,
    pub arrived: Option<i64>,
}

pub(super) async fn prepayment(pool: &Pool, reference: &str) -> sqlx::Result<Option<Prepayment>> {
    sqlx::query_as!(
        Prepayment,
        r#"SELECT order_reference, amount, currency, canceled_at IS NOT NULL AS "canceled!",
               (SELECT coalesce(max(running) FILTER (WHERE running = asked.amount), max(running))::bigint
                FROM (SELECT sum(transfer.amount) OVER (ORDER BY recorded_at, id) AS running FROM payments_transfers AS transfer
                      WHERE transfer.reference = asked.reference AND transfer.currency = asked.currency) AS sums) AS arrived
           FROM payments_prepayments AS asked WHERE reference = $1"#,
        reference
    )
    .fetch_optional(pool)
    .await
}

/// Whom a bill is to be paid to.
pub(super) struct Payee<'a> {
    pub account: &'a str,
    /// The seller as bills keep them.
    pub seller: Value,
}

/// Whom the bill of a reference is to be paid to: what it was made with; for one of before bills kept it, what held then, or holds still. None where there
/// is neither.
pub(super) async fn payee(connection: &mut PgConnection, shop: &Shop, reference: &str) -> Result<Option<(Seller, Iban)>> {
    let kept = sqlx::query!("SELECT account, payee FROM payments_prepayments WHERE reference = $1", reference)
        .fetch_optional(&mut *connection)
        .await?;
    if let Some((account, seller)) = kept.and_then(|kept| kept.account.zip(kept.payee)) {
        let account = account.parse::<Iban>().map_err(|error| Error::Data(format!("account of a bill: {error}")))?;
        return Ok(Some((settings::seller_of(&seller)?, account)));
    }
    let (former, in_force) = (settings::former(connection).await?, shop.in_force());
    let account = former.account.or_else(|| in_force.prepayment.as_ref().map(|prepayment| prepayment.account.clone()));
    Ok(former.seller.or_else(|| in_force.seller.clone()).zip(account))
}

/// Writes a request down unless its reference or its key is taken.
pub(super) async fn open(pool: &Pool, reference: &str, payee: &Payee<'_>, request: &CreatePayment) -> sqlx::Result<()> {
    sqlx::query!(
        r#"INSERT INTO payments_prepayments (reference, order_reference, idempotency_key, amount, currency, account, payee)
           VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING"#,
        reference,
        request.order_reference,
        request.idempotency_key,
        request.amount.minor,
        request.amount.currency.code(),
        payee.account,
        payee.seller
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// The reference of the request that has this key.
pub(super) async fn by_key(pool: &Pool, key: Uuid) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!("SELECT reference FROM payments_prepayments WHERE idempotency_key = $1", key).fetch_optional(pool).await
}

/// Calls a request off as long as nothing has arrived.
pub(super) async fn cancel(pool: &Pool, reference: &str) -> sqlx::Result<()> {
    sqlx::query!("UPDATE payments_prepayments SET canceled_at = now() WHERE reference = $1 AND canceled_at IS NULL", reference)
        .execute(pool)
        .await?;
    Ok(())
}

/// Money that goes back by hand.
pub(super) struct TransferBack {
    pub id: Uuid,
    pub order_reference: String,
    pub amount: i64,
    pub sent: bool,
}

pub(super) async fn transfers_back(pool: &Pool, reference: &str) -> sqlx::Result<Vec<TransferBack>> {
    sqlx::query_as!(
        TransferBack,
        r#"SELECT id, order_reference, amount, sent_at IS NOT NULL AS "sent!" FROM payments_transfers_back
           WHERE reference = $1 ORDER BY created_at, id"#,
        reference
    )
    .fetch_all(pool)
    .await
}

/// Writes money down that has to go back, once per key; the key's own id names it.
pub(super) async fn owe_back(pool: &Pool, reference: &str, request: &CreateRefund) -> sqlx::Result<Uuid> {
    sqlx::query_scalar!(
        r#"INSERT INTO payments_transfers_back (id, reference, order_reference, idempotency_key, amount, currency)
           VALUES ($1, $2, $3, $1, $4, $5)
           ON CONFLICT (idempotency_key) DO UPDATE SET idempotency_key = EXCLUDED.idempotency_key RETURNING id"#,
        request.idempotency_key,
        reference,
        request.reference,
        request.amount.minor,
        request.amount.currency.code()
    )
    .fetch_one(pool)
    .await
}

/// Says that staff have sent money back; answers under which reference it was asked for, if that is news.
pub(super) async fn sent_back(connection: &mut PgConnection, id: Uuid) -> Result<Option<String>> {
    Ok(sqlx::query_scalar!("UPDATE payments_transfers_back SET sent_at = now() WHERE id = $1 AND sent_at IS NULL RETURNING reference", id)
        .fetch_optional(connection)
        .await?)
}

/// The reference of money that goes back, sent or not.
pub(super) async fn reference_of_back(connection: &mut PgConnection, id: Uuid) -> Result<Option<String>> {
    Ok(sqlx::query_scalar!("SELECT reference FROM payments_transfers_back WHERE id = $1", id).fetch_optional(connection).await?)
}

/// Money that staff have to send back through the bank's own pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueBack {
    /// Its id.
    pub id: Uuid,
    /// Under which reference it came.
    pub reference: String,
    /// The amount in the minor unit of the currency.
    pub amount: i64,
    /// The currency's code.
    pub currency: String,
}

/// What staff have to send back by hand, oldest first, at most 500.
///
/// # Errors
/// As of [`Actor::may`] with [`Permission::SeePayments`].
pub async fn due_back(shop: &Shop, actor: Actor) -> Result<Vec<DueBack>> {
    actor.may(Permission::SeePayments)?;
    Ok(sqlx::query_as!(
        DueBack,
        "SELECT id, reference, amount, currency FROM payments_transfers_back WHERE sent_at IS NULL ORDER BY created_at, id LIMIT 500"
    )
    .fetch_all(&shop.pool)
    .await?)
}

/// Money that has arrived, as bank or staff told.
pub(super) struct NewTransfer<'a> {
    pub reference: &'a str,
    pub amount: i64,
    pub currency: &'a str,
    pub booked_on: NaiveDate,
    pub bank_reference: Option<&'a str>,
    pub request_key: Option<Uuid>,
    /// What the audit log says it is about: the order's number, or the reference where nobody knows the order yet.
    pub subject: &'a str,
}

/// A transfer that is recorded.
pub(super) struct Transfer {
    pub id: Uuid,
    pub reference: String,
    pub amount: i64,
    pub currency: String,
    pub outcome: String,
}

/// Records a transfer, unless it is recorded already; answers whether it is new. Transfers for one bill are recorded one after the other, so that each
/// knows which came before it.
///
/// # Errors
/// As of [`Acting::check`] for one that is not recorded yet.
pub(super) async fn record(shop: &Shop, by: Acting, transfer: &NewTransfer<'_>) -> Result<bool> {
    let mut transaction = shop.begin().await?;
    if let Some(seen) = by.seen {
        let order = orders::lock_for_payment(&mut transaction, seen.order.0).await?;
        let known = sqlx::query_scalar!("SELECT id FROM payments_transfers WHERE request_key = $1", transfer.request_key)
            .fetch_optional(&mut *transaction)
            .await?;
        if known.is_none() {
            by.check(order.id, order.version)?;
        }
    }
    sqlx::query!("SELECT reference FROM payments_prepayments WHERE reference = $1 FOR UPDATE", transfer.reference)
        .fetch_optional(&mut *transaction)
        .await?;
    let done = sqlx::query!(
        r#"INSERT INTO payments_transfers (id, reference, amount, currency, booked_on, bank_reference, request_key, actor, recorded_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp()) ON CONFLICT DO NOTHING"#,
        shop.new_id(),
        transfer.reference,
        transfer.amount,
        transfer.currency,
        transfer.booked_on,
        transfer.bank_reference,
        transfer.request_key,
        by.actor.code()
    )
    .execute(&mut *transaction)
    .await?;
    let is_new = done.rows_affected() == 1;
    if is_new {
        let after = json!({
            "reference": transfer.reference, "amount": transfer.amount, "currency": transfer.currency, "booked_on": transfer.booked_on,
        });
        audit_log::write(&mut transaction, by, Entry { action: "payment.received", subject: transfer.subject, before: json!({}), after })
            .await?;
    }
    transaction.commit().await?;
    Ok(is_new)
}

/// The transfer that was recorded under these names.
pub(super) async fn recorded(pool: &Pool, transfer: &NewTransfer<'_>) -> Result<Transfer> {
    sqlx::query_as!(
        Transfer,
        r#"SELECT id, reference, amount, currency, outcome FROM payments_transfers
           WHERE ($1::text IS NOT NULL AND bank_reference = $1) OR ($2::uuid IS NOT NULL AND request_key = $2)"#,
        transfer.bank_reference,
        transfer.request_key
    )
    .fetch_optional(pool)
    .await?
    .ok_or(Error::NotFound)
}

/// Writes down what became of a transfer.
pub(super) async fn conclude(connection: &mut PgConnection, transfer: Uuid, outcome: &str) -> Result<()> {
    sqlx::query!("UPDATE payments_transfers SET outcome = $2 WHERE id = $1", transfer, outcome).execute(connection).await?;
    Ok(())
}

/// How the payment of a transfer stands.
pub(super) struct Standing {
    /// What was asked for.
    pub amount: i64,
    /// What had arrived before this transfer.
    pub before: i64,
    pub state: String,
    /// Whether the payment is the one that pays its order.
    pub pays_order: bool,
}

/// How a transfer's payment stands; none if the reference is nobody's.
pub(super) async fn standing(pool: &Pool, transfer: &Transfer) -> Result<Option<Standing>> {
    Ok(sqlx::query_as!(
        Standing,
        r#"SELECT asked.amount, payment.state, payment.pays_order,
               (SELECT coalesce(sum(earlier.amount), 0)::bigint
                FROM payments_transfers AS earlier JOIN payments_transfers AS this ON this.id = $2
                WHERE earlier.reference = $1 AND earlier.currency = $3
                  AND (earlier.recorded_at, earlier.id) < (this.recorded_at, this.id)) AS "before!"
           FROM payments_prepayments AS asked
           JOIN payments AS payment ON payment.gateway = 'prepayment' AND payment.gateway_payment_id = asked.reference
           WHERE asked.reference = $1 AND asked.currency = $3"#,
        transfer.reference,
        transfer.id,
        transfer.currency
    )
    .fetch_optional(pool)
    .await?)
}

/// A transfer that staff have to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenTransfer {
    /// Its id.
    pub id: Uuid,
    /// As the payer stated it; empty if nothing was stated.
    pub reference: String,
    /// The amount in the minor unit of the currency.
    pub amount: i64,
    /// The currency's code as the bank wrote it.
    pub currency: String,
    /// The day of the bank's entry.
    pub booked_on: NaiveDate,
    /// `recorded`, `quarantined`, `refund_owed`, `overpaid` or `unmatched`.
    pub outcome: String,
}

/// Transfers that did not simply pay an order, newest first, at most 500: what staff have to look at.
///
/// # Errors
/// As of [`Actor::may`] with [`Permission::SeePayments`].
pub async fn transfers_for_staff(shop: &Shop, actor: Actor) -> Result<Vec<OpenTransfer>> {
    actor.may(Permission::SeePayments)?;
    Ok(sqlx::query_as!(
        OpenTransfer,
        r#"SELECT id, reference, amount, currency, booked_on, outcome FROM payments_transfers
           WHERE outcome NOT IN ('paid') ORDER BY recorded_at DESC, id DESC LIMIT 500"#
    )
    .fetch_all(&shop.pool)
    .await?)
}
