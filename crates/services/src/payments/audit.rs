use sqlx::PgConnection;

use crate::{
    audit::{Check, Finding},
    error::Result,
};

/// The room's invariants.
pub(crate) async fn audit(connection: &mut PgConnection) -> Result<Vec<Check>> {
    Ok(vec![
        Check {
            name: "payments.paid",
            rule: "an order that was paid has one payment over what was due, and none that was not has one that pays it",
            findings: paid(connection).await?,
        },
        Check {
            name: "payments.stray_money",
            rule: "money that arrived and pays no order is on its way back or under review",
            findings: stray_money(connection).await?,
        },
        Check {
            name: "payments.refunds",
            rule: "no payment gives back more than it brought, and a refunded order has given back all",
            findings: refunds(connection).await?,
        },
        Check {
            name: "payments.gift_cards",
            rule: "a gift card's balance is the sum of its movements, and an order takes from cards what it says",
            findings: gift_cards(connection).await?,
        },
    ])
}

async fn paid(connection: &mut PgConnection) -> Result<Vec<Finding>> {
    Ok(sqlx::query_as!(
        Finding,
        r#"SELECT placed.number AS "subject!", format('%s, due %s, paid by %s', placed.state, placed.due, coalesce(payment.received::text, 'nothing'))
                  AS "detail!"
           FROM orders AS placed LEFT JOIN payments AS payment ON payment.order_id = placed.id AND payment.pays_order
           WHERE CASE WHEN placed.state IN ('paid', 'shipped', 'delivered', 'refunded') AND placed.due > 0
                      THEN (payment.received, payment.received_currency) IS DISTINCT FROM (placed.due, placed.currency)
                      ELSE payment.id IS NOT NULL END
           ORDER BY placed.number"#
    )
    .fetch_all(connection)
    .await?)
}

async fn stray_money(connection: &mut PgConnection) -> Result<Vec<Finding>> {
    Ok(sqlx::query_as!(
        Finding,
        r#"SELECT payment.id::text AS "subject!", format('%s %s arrived for order %s, %s of it goes back', payment.received, payment.received_currency,
                  placed.number, back.amount) AS "detail!"
           FROM payments AS payment JOIN orders AS placed ON placed.id = payment.order_id
           CROSS JOIN LATERAL (SELECT (SELECT coalesce(sum(amount), 0) FROM payments_refunds AS refund
                                       WHERE refund.payment_id = payment.id AND refund.state NOT IN ('failed', 'canceled'))
                                    + (SELECT coalesce(sum(amount), 0) FROM payments_chargebacks AS taken
                                       WHERE taken.payment_id = payment.id AND taken.reversed_at IS NULL) AS amount) AS back
           WHERE payment.state = 'paid' AND NOT payment.pays_order AND back.amount < payment.received
           ORDER BY payment.id"#
    )
    .fetch_all(connection)
    .await?)
}

async fn refunds(connection: &mut PgConnection) -> Result<Vec<Finding>> {
    Ok(sqlx::query_as!(
        Finding,
        r#"SELECT payment.id::text AS "subject!", format('received %s, given back %s, order %s is %s', coalesce(payment.received, 0), back.amount,
                  placed.number, placed.state) AS "detail!"
           FROM payments AS payment JOIN orders AS placed ON placed.id = payment.order_id
           CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0) AS amount FROM payments_refunds AS refund
                               WHERE refund.payment_id = payment.id AND refund.state NOT IN ('failed', 'canceled')) AS back
           WHERE back.amount > coalesce(payment.received, 0)
              OR (payment.pays_order AND placed.state = 'refunded' AND back.amount < payment.received)
           ORDER BY payment.id"#
    )
    .fetch_all(connection)
    .await?)
}

async fn gift_cards(connection: &mut PgConnection) -> Result<Vec<Finding>> {
    Ok(sqlx::query_as!(
        Finding,
        r#"SELECT card.id::text AS "subject!", format('balance %s, movements %s', card.balance, moved.amount) AS "detail!"
           FROM payments_gift_cards AS card
           CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0) AS amount FROM payments_gift_card_movements AS movement
                               WHERE movement.card_id = card.id) AS moved
           WHERE card.balance <> moved.amount
           UNION ALL
           SELECT placed.number, format('%s: %s of %s taken from cards', placed.state, moved.amount, placed.gift_card_total)
           FROM orders AS placed
           CROSS JOIN LATERAL (SELECT coalesce(-sum(amount), 0) AS amount FROM payments_gift_card_movements AS movement
                               WHERE movement.order_id = placed.id) AS moved
           WHERE placed.state <> 'pending'
             AND moved.amount <> CASE WHEN placed.state IN ('cancelled', 'expired', 'refunded') THEN 0 ELSE placed.gift_card_total END
           ORDER BY 1"#
    )
    .fetch_all(connection)
    .await?)
}
