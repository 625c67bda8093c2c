//! SQL of the room.

use domain::{
    failure::FieldError,
    money::{Currency, Money},
    payments::PaymentState,
};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    orders::Actor,
    pool::Pool,
    shop::Shop,
};

/// An attempt to be recorded. The amount in rappen.
#[derive(Debug)]
pub(crate) struct NewPayment {
    pub id: Uuid,
    order: Uuid,
    gateway: &'static str,
    method: String,
    amount: i64,
    idempotency_key: Uuid,
}

impl NewPayment {
    /// A first or another attempt at paying an order.
    ///
    /// # Errors
    /// [`Error::Invalid`] if no gateway takes the method.
    pub fn of(shop: &Shop, order: Uuid, method: &str, amount: i64) -> Result<Self> {
        let gateway = shop.gateways.of_method(method).ok_or_else(|| Error::Invalid(vec![FieldError::unknown("payment_method")]))?.name();
        Ok(Self { id: shop.new_id(), order, gateway, method: method.to_owned(), amount, idempotency_key: shop.new_key() })
    }
}

/// Records attempts before the gateway hears of them, so that no payment exists there without a record here.
pub(crate) async fn record(connection: &mut PgConnection, new: &[&NewPayment]) -> Result<()> {
    let ids: Vec<Uuid> = new.iter().map(|payment| payment.id).collect();
    let orders: Vec<Uuid> = new.iter().map(|payment| payment.order).collect();
    let gateways: Vec<String> = new.iter().map(|payment| payment.gateway.to_owned()).collect();
    let methods: Vec<String> = new.iter().map(|payment| payment.method.clone()).collect();
    let amounts: Vec<i64> = new.iter().map(|payment| payment.amount).collect();
    let keys: Vec<Uuid> = new.iter().map(|payment| payment.idempotency_key).collect();
    sqlx::query!(
        r#"INSERT INTO payments (id, order_id, gateway, state, method, amount, currency, idempotency_key)
           SELECT id, order_id, gateway, 'created', method, amount, $7, key
           FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::uuid[])
               AS new (id, order_id, gateway, method, amount, key)"#,
        &ids,
        &orders,
        &gateways,
        &methods,
        &amounts,
        &keys,
        Currency::Chf.code()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// A payment attempt.
#[derive(Debug)]
pub(super) struct Payment {
    pub id: Uuid,
    pub order_id: Uuid,
    pub gateway: String,
    pub gateway_payment_id: Option<String>,
    pub state: PaymentState,
    pub method: String,
    pub amount: i64,
    pub currency: Currency,
    pub idempotency_key: Uuid,
    pub checkout_url: Option<String>,
    /// What has arrived; nothing while the gateway does not say that the money is there.
    pub received: Option<Money>,
}

struct PaymentRow {
    id: Uuid,
    order_id: Uuid,
    gateway: String,
    gateway_payment_id: Option<String>,
    state: String,
    method: String,
    amount: i64,
    currency: String,
    idempotency_key: Uuid,
    checkout_url: Option<String>,
    received: Option<i64>,
    received_currency: Option<String>,
}

impl TryFrom<PaymentRow> for Payment {
    type Error = Error;

    fn try_from(row: PaymentRow) -> Result<Self> {
        let currency_of = |code: &str| Currency::from_code(code).ok_or_else(|| Error::Data(format!("currency {code}")));
        let received = match (row.received, &row.received_currency) {
            (Some(minor), Some(code)) => Some(Money { minor, currency: currency_of(code)? }),
            (_, _) => None,
        };
        Ok(Self {
            received,
            id: row.id,
            order_id: row.order_id,
            gateway: row.gateway,
            gateway_payment_id: row.gateway_payment_id,
            state: PaymentState::from_code(&row.state).ok_or_else(|| Error::Data(format!("payment state {}", row.state)))?,
            method: row.method,
            amount: row.amount,
            currency: currency_of(&row.currency)?,
            idempotency_key: row.idempotency_key,
            checkout_url: row.checkout_url,
        })
    }
}

/// An order's newest attempt.
pub(super) async fn newest(connection: &mut PgConnection, order: Uuid) -> Result<Option<Payment>> {
    sqlx::query_as!(
        PaymentRow,
        r#"SELECT id, order_id, gateway, gateway_payment_id, state, method, amount, currency, idempotency_key, checkout_url, received, received_currency
           FROM payments WHERE order_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1"#,
        order
    )
    .fetch_optional(connection)
    .await?
    .map(Payment::try_from)
    .transpose()
}

/// How often an order has been tried to pay.
pub(super) async fn attempts(connection: &mut PgConnection, order: Uuid) -> Result<i64> {
    Ok(sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM payments WHERE order_id = $1"#, order).fetch_one(connection).await?)
}

/// An attempt, locked for the rest of the transaction. Its order is locked first.
pub(super) async fn lock(connection: &mut PgConnection, payment: Uuid) -> Result<Payment> {
    sqlx::query_as!(
        PaymentRow,
        r#"SELECT id, order_id, gateway, gateway_payment_id, state, method, amount, currency, idempotency_key, checkout_url, received, received_currency
           FROM payments WHERE id = $1 FOR UPDATE"#,
        payment
    )
    .fetch_one(connection)
    .await?
    .try_into()
}

/// An attempt that may not be there.
pub(super) async fn find(pool: &Pool, payment: Uuid) -> Result<Option<Payment>> {
    sqlx::query_as!(
        PaymentRow,
        r#"SELECT id, order_id, gateway, gateway_payment_id, state, method, amount, currency, idempotency_key, checkout_url, received, received_currency
           FROM payments WHERE id = $1"#,
        payment
    )
    .fetch_optional(pool)
    .await?
    .map(Payment::try_from)
    .transpose()
}

/// An attempt that nobody has asked the gateway for yet, or not for half a minute, and that the gateway would not forget the key of; whoever gets it is
/// the one to ask.
pub(super) async fn claim(pool: &Pool, payment: Uuid) -> Result<Option<Payment>> {
    sqlx::query_as!(
        PaymentRow,
        r#"UPDATE payments SET checked_at = now()
           WHERE id = $1 AND state = 'created' AND (checked_at IS NULL OR checked_at < now() - interval '30 seconds')
             AND created_at > now() - interval '55 minutes'
           RETURNING id, order_id, gateway, gateway_payment_id, state, method, amount, currency, idempotency_key, checkout_url, received, received_currency"#,
        payment
    )
    .fetch_optional(pool)
    .await?
    .map(Payment::try_from)
    .transpose()
}

/// An attempt as it stands.
pub(super) async fn get(pool: &Pool, payment: Uuid) -> Result<Payment> {
    sqlx::query_as!(
        PaymentRow,
        r#"SELECT id, order_id, gateway, gateway_payment_id, state, method, amount, currency, idempotency_key, checkout_url, received, received_currency
           FROM payments WHERE id = $1"#,
        payment
    )
    .fetch_one(pool)
    .await?
    .try_into()
}

/// The order of a payment.
pub(super) async fn order_of(connection: &mut PgConnection, payment: Uuid) -> Result<Uuid> {
    sqlx::query_scalar!("SELECT order_id FROM payments WHERE id = $1", payment).fetch_optional(connection).await?.ok_or(Error::NotFound)
}

/// Writes that this payment is the one that pays its order.
pub(super) async fn pays(connection: &mut PgConnection, payment: Uuid) -> Result<()> {
    sqlx::query!("UPDATE payments SET pays_order = true WHERE id = $1", payment).execute(connection).await?;
    Ok(())
}

/// Leads a payment out of quarantine; its money is there.
pub(super) async fn release(connection: &mut PgConnection, payment: Uuid, remark: &str) -> Result<()> {
    sqlx::query!(
        "UPDATE payments SET state = 'paid', remark = $2, updated_at = now() WHERE id = $1 AND state = 'quarantined'",
        payment,
        remark
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Names who acts, for the histories that the database writes in this transaction.
pub(super) async fn act_as(connection: &mut PgConnection, actor: Actor) -> Result<()> {
    sqlx::query!("SELECT set_config('astris.actor', $1, true)", actor.code()).fetch_one(connection).await?;
    Ok(())
}

/// Which attempt of which order a gateway's id means.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub id: Uuid,
    pub order_id: Uuid,
}

/// By the gateway's id.
pub(super) async fn by_gateway_id(pool: &Pool, gateway: &str, id: &str) -> Result<Option<Known>> {
    Ok(sqlx::query_as!(Known, "SELECT id, order_id FROM payments WHERE gateway = $1 AND gateway_payment_id = $2", gateway, id)
        .fetch_optional(pool)
        .await?)
}

/// By our own id that the gateway gave back, as long as the gateway's id is not known yet: its answer was lost, or is still under way.
pub(super) async fn unanswered(pool: &Pool, gateway: &str, id: Uuid) -> Result<Option<Known>> {
    Ok(sqlx::query_as!(
        Known,
        "SELECT id, order_id FROM payments WHERE id = $1 AND gateway = $2 AND gateway_payment_id IS NULL",
        id,
        gateway
    )
    .fetch_optional(pool)
    .await?)
}

/// Whether any attempt waits for the gateway's first answer.
pub(super) async fn any_unanswered(pool: &Pool, gateway: &str) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM payments WHERE gateway = $1 AND gateway_payment_id IS NULL
               AND created_at > now() - interval '1 day') AS "exists!""#,
        gateway
    )
    .fetch_one(pool)
    .await?)
}
