use chrono::{DateTime, Utc};
use domain::{
    ids::PaymentId,
    payments::{RefundReason, RefundState, RefundView},
};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};

struct Row {
    id: Uuid,
    payment_id: Uuid,
    amount: i64,
    currency: String,
    reason: String,
    state: String,
    not_before: DateTime<Utc>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// All refunds of an order, oldest first.
pub(crate) async fn refunds_of_order(connection: &mut PgConnection, order: Uuid) -> Result<Vec<RefundView>> {
    sqlx::query_as!(
        Row,
        r#"SELECT refund.id, payment_id, refund.amount, coalesce(received_currency, currency) AS "currency!", refund.reason, refund.state,
               refund.not_before, refund.created_at, refund.updated_at
           FROM payments_refunds AS refund JOIN payments AS payment ON payment.id = refund.payment_id
           WHERE payment.order_id = $1 ORDER BY refund.created_at, refund.id"#,
        order
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|row| shown(&row))
    .collect()
}

/// One refund.
pub(super) async fn view(connection: &mut PgConnection, refund: Uuid) -> Result<RefundView> {
    shown(
        &sqlx::query_as!(
            Row,
            r#"SELECT refund.id, payment_id, refund.amount, coalesce(received_currency, currency) AS "currency!", refund.reason, refund.state,
                   refund.not_before, refund.created_at, refund.updated_at
               FROM payments_refunds AS refund JOIN payments AS payment ON payment.id = refund.payment_id WHERE refund.id = $1"#,
            refund
        )
        .fetch_one(connection)
        .await?,
    )
}

fn shown(row: &Row) -> Result<RefundView> {
    let unreadable = |what: &str, code: &str| Error::Data(format!("{what} {code}"));
    let state = RefundState::from_code(&row.state).ok_or_else(|| unreadable("refund state", &row.state))?;
    Ok(RefundView {
        id: row.id,
        payment: PaymentId(row.payment_id),
        amount: row.amount,
        currency: domain::money::Currency::from_code(&row.currency).ok_or_else(|| unreadable("currency", &row.currency))?,
        reason: RefundReason::from_code(&row.reason).ok_or_else(|| unreadable("refund reason", &row.reason))?,
        state,
        not_before: Some(row.not_before).filter(|_| state == RefundState::Requested),
        requested_at: row.created_at,
        changed_at: row.updated_at,
    })
}
