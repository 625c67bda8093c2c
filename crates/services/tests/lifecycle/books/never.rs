//! Questions that must have no answer at any moment. They are asked in words of their own, not in those of the shop's audit.

use std::sync::LazyLock;

use sqlx::{AssertSqlSafe, PgConnection};

use crate::said::same;

/// Each with what an answer would mean.
const NEVER: [(&str, &str); 9] = [
    ("an order whose goods are not where its state says", "SELECT orders.token FROM orders JOIN stock_holds AS hold ON hold.order_id = orders.id
        WHERE NOT CASE orders.state WHEN 'awaiting_payment' THEN hold.state = 'held' WHEN 'expired' THEN hold.state = 'released'
            WHEN 'cancelled' THEN hold.state = 'released' WHEN 'refunded' THEN hold.state IN ('sold', 'returned') ELSE hold.state = 'sold' END"),
    ("a level that its holds do not explain", "SELECT variant_id::text FROM stock_levels AS level
        WHERE held <> (SELECT coalesce(sum(quantity), 0) FROM stock_holds AS hold WHERE hold.variant_id = level.variant_id AND state = 'held')
           OR sold <> (SELECT coalesce(sum(quantity), 0) FROM stock_holds AS hold WHERE hold.variant_id = level.variant_id AND state = 'sold')"),
    ("a bucket with less than nothing", "SELECT variant_id::text FROM stock_buckets WHERE least(available, held, sold) < 0"),
    ("a paid order without the one payment that pays it", "SELECT token FROM orders
        WHERE (state IN ('paid', 'shipped', 'delivered', 'refunded') AND due > 0)::integer
              <> (SELECT count(*) FROM payments WHERE order_id = orders.id AND payments.state = 'paid' AND pays_order AND received = orders.due)"),
    ("money that nobody accounts for", "SELECT payments.id::text FROM payments JOIN orders ON orders.id = order_id
        WHERE payments.state = 'paid' AND NOT pays_order AND orders.state NOT IN ('paid', 'shipped', 'delivered', 'refunded')
          AND NOT EXISTS (SELECT 1 FROM payments_refunds WHERE payment_id = payments.id)
          AND received > (SELECT coalesce(sum(amount), 0) FROM payments_chargebacks WHERE payment_id = payments.id AND reversed_at IS NULL)"),
    ("more given back than has arrived", "SELECT id::text FROM payments WHERE coalesce(received, 0) <
        (SELECT coalesce(sum(amount), 0) FROM payments_refunds WHERE payment_id = payments.id AND state NOT IN ('failed', 'canceled'))"),
    ("a history with a gap", "SELECT order_id::text FROM (SELECT order_id, before, lag(after) OVER (PARTITION BY order_id ORDER BY id) AS earlier
        FROM orders_history) AS line WHERE before IS DISTINCT FROM earlier
          AND NOT (earlier IS NULL AND before = 'pending')"),
    ("a part's history with a gap", "SELECT part_id::text FROM (SELECT part_id, before, lag(after) OVER (PARTITION BY part_id ORDER BY id) AS earlier
        FROM orders_parts_history) AS line WHERE before IS DISTINCT FROM earlier"),
    ("a confirmation for nothing, or none", "SELECT token FROM orders WHERE (state IN ('paid', 'shipped', 'delivered', 'refunded'))
        <> EXISTS (SELECT 1 FROM mail_outbox WHERE order_id = orders.id AND kind = 'order_confirmation')"),
];

/// All questions in one, since they are asked after every step.
static NEVER_AT_ONCE: LazyLock<String> = LazyLock::new(|| {
    let questions: Vec<_> =
        NEVER.iter().enumerate().map(|(rule, (_, question))| format!("SELECT {rule}, what FROM ({question}) AS found (what)")).collect();
    questions.join(" UNION ALL ")
});

pub async fn check(books: &mut PgConnection) -> Result<(), String> {
    let found: Vec<(i32, String)> = sqlx::query_as(AssertSqlSafe(NEVER_AT_ONCE.as_str())).fetch_all(books).await.unwrap();
    let told: Vec<_> = found.into_iter().map(|(rule, what)| (NEVER[usize::try_from(rule).unwrap()].0, what)).collect();
    same("what must never be", &told, &Vec::new())
}
