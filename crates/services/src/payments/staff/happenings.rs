use chrono::{DateTime, Utc};
use domain::{
    money::{Currency, Money},
    orders::Happening,
    payments::{PaymentState, RefundState},
};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};

/// What happened, when, and whose doing it was, by [`crate::orders::Actor::code`].
pub(crate) type Step = (Happening, DateTime<Utc>, String);

/// What happened to the payments and refunds of an order, oldest first. An attempt that pays the order is the order's own news.
pub(crate) async fn happenings(connection: &mut PgConnection, order: Uuid) -> Result<Vec<Step>> {
    let rows = sqlx::query!(
        r#"SELECT history.refund_id, history.after, history.actor, history.at, coalesce(refund.amount, 0) AS "amount!",
               coalesce(payment.received_currency, payment.currency) AS "currency!"
           FROM payments_history AS history JOIN payments AS payment ON payment.id = history.payment_id
           LEFT JOIN payments_refunds AS refund ON refund.id = history.refund_id
           WHERE payment.order_id = $1
             AND (history.refund_id IS NOT NULL OR history.after IN ('failed', 'canceled', 'expired', 'quarantined')
                  OR (history.after = 'paid' AND NOT payment.pays_order))
           ORDER BY history.id"#,
        order
    )
    .fetch_all(connection)
    .await?;
    let step = |after: &str, refund: Option<Uuid>, amount: i64, currency: &str| {
        if refund.is_none() {
            return PaymentState::from_code(after).map(Happening::Payment);
        }
        let (state, currency) = (RefundState::from_code(after)?, Currency::from_code(currency)?);
        Some(Happening::Refund { state, amount: Money { minor: amount, currency } })
    };
    rows.into_iter()
        .map(|row| {
            let what = step(&row.after, row.refund_id, row.amount, &row.currency);
            let what = what.ok_or_else(|| Error::Data(format!("payment history {} {}", row.after, row.currency)))?;
            Ok((what, row.at, row.actor))
        })
        .collect()
}
