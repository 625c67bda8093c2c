use chrono::{DateTime, Utc};
use domain::{
    accounts::Permission,
    ids::PaymentId,
    payments::{AttentionKind, AttentionView},
};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    orders::Actor,
    shop::Shop,
};

/// Most payments shown.
const MOST: i64 = 500;

struct Row {
    kind: String,
    payment_id: Uuid,
    number: String,
    amount: i64,
    since: DateTime<Utc>,
}

/// The payments that need a person, oldest first. For staff who may [`Permission::SeePayments`].
///
/// # Errors
/// As of [`Actor::may`].
pub async fn attention(shop: &Shop, actor: Actor) -> Result<Vec<AttentionView>> {
    actor.may(Permission::SeePayments)?;
    let rows = sqlx::query_as!(
        Row,
        r#"WITH money AS (
               SELECT payment.id, payment.order_id, payment.state, payment.pays_order, payment.updated_at, coalesce(payment.received, payment.amount) AS amount,
                      payment.received - coalesce((SELECT sum(amount) FROM payments_refunds
                                                   WHERE payment_id = payment.id AND state NOT IN ('failed', 'canceled')), 0)
                                       - coalesce((SELECT sum(amount) FROM payments_chargebacks
                                                   WHERE payment_id = payment.id AND reversed_at IS NULL), 0) AS unspent
               FROM payments AS payment WHERE payment.state IN ('paid', 'quarantined')),
           needs AS (
               SELECT 'quarantined' AS kind, id, order_id, amount, updated_at AS since FROM money WHERE state = 'quarantined'
               UNION ALL
               SELECT 'paid_twice', id, order_id, unspent::bigint, updated_at FROM money WHERE state = 'paid' AND NOT pays_order AND unspent > 0
                   AND NOT EXISTS (SELECT 1 FROM payments_refunds WHERE payment_id = money.id AND state IN ('failed', 'canceled'))
               UNION ALL
               SELECT 'refund_failed', money.id, order_id, refund.amount, refund.updated_at
               FROM money JOIN payments_refunds AS refund ON refund.payment_id = money.id
               WHERE refund.state IN ('failed', 'canceled') AND unspent >= refund.amount
               UNION ALL
               SELECT 'charged_back', payment.id, order_id, chargeback.amount, chargeback.recorded_at
               FROM payments AS payment JOIN payments_chargebacks AS chargeback ON chargeback.payment_id = payment.id
               WHERE chargeback.reversed_at IS NULL AND chargeback.recorded_at > now() - interval '120 days')
           SELECT kind AS "kind!", needs.id AS "payment_id!", coalesce(orders.number, '') AS "number!", needs.amount AS "amount!", since AS "since!"
           FROM needs JOIN orders ON orders.id = needs.order_id ORDER BY since LIMIT $1"#,
        MOST
    )
    .fetch_all(&shop.pool)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(AttentionView {
                kind: AttentionKind::from_code(&row.kind).ok_or_else(|| Error::Data(format!("attention {}", row.kind)))?,
                payment: PaymentId(row.payment_id),
                order_number: row.number,
                amount: row.amount,
                since: row.since,
            })
        })
        .collect()
}
