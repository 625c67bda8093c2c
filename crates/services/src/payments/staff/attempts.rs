use chrono::{DateTime, Utc};
use domain::{backoffice::AttemptDetail, ids::PaymentId, money::Currency, payments::PaymentState};
use sqlx::PgConnection;
use uuid::Uuid;

use super::super::prepayment;
use crate::error::{Error, Result};

struct Row {
    id: Uuid,
    gateway: String,
    gateway_payment_id: Option<String>,
    method: String,
    state: String,
    amount: i64,
    currency: String,
    received: Option<i64>,
    received_currency: Option<String>,
    pays_order: bool,
    given_back: i64,
    charged_back: i64,
    remark: String,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// The attempts to pay an order with their money, oldest first.
pub(crate) async fn attempts(connection: &mut PgConnection, order: Uuid) -> Result<Vec<AttemptDetail>> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT id, gateway, gateway_payment_id, method, state, amount, currency, received, received_currency, pays_order,
               (SELECT coalesce(sum(amount), 0)::bigint FROM payments_refunds
                WHERE payment_id = payment.id AND state NOT IN ('failed', 'canceled')) AS "given_back!",
               (SELECT coalesce(sum(amount), 0)::bigint FROM payments_chargebacks
                WHERE payment_id = payment.id AND reversed_at IS NULL) AS "charged_back!",
               remark, created_at, updated_at
           FROM payments AS payment WHERE order_id = $1 ORDER BY created_at, id"#,
        order
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(shown).collect()
}

fn shown(row: Row) -> Result<AttemptDetail> {
    let currency = currency(&row.currency)?;
    let state = PaymentState::from_code(&row.state).ok_or_else(|| Error::Data(format!("payment state {}", row.state)))?;
    Ok(AttemptDetail {
        id: PaymentId(row.id),
        is_offline: row.gateway == prepayment::METHOD,
        gateway: row.gateway,
        gateway_id: row.gateway_payment_id,
        method: row.method,
        state,
        amount: row.amount,
        currency,
        received: row.received,
        received_currency: row.received_currency.as_deref().map_or(Ok(currency), self::currency)?,
        pays_order: row.pays_order,
        given_back: row.given_back,
        charged_back: row.charged_back,
        left: row.received.map_or(0, |received| (received - row.given_back - row.charged_back).max(0)),
        remark: row.remark,
        created_at: row.created_at,
        changed_at: row.updated_at,
    })
}

fn currency(code: &str) -> Result<Currency> {
    Currency::from_code(code).ok_or_else(|| Error::Data(format!("currency {code}")))
}
