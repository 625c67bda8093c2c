//! What must be true of a shop at rest, whatever happened before.

use std::collections::BTreeMap;

use domain::payments::PaymentState;

use crate::{
    astris::log_of,
    scene::{PIECES, Scene},
};

/// Questions that must have no answer, each with what it would mean. The audit asks as well, and in other words.
const NEVER: [(&str, &str); 13] = [
    ("an order whose lines, history or payment are missing", "SELECT number FROM orders WHERE state <> 'pending' AND NOT (
        EXISTS (SELECT 1 FROM orders_lines WHERE order_id = orders.id) AND EXISTS (SELECT 1 FROM orders_history WHERE order_id = orders.id)
        AND EXISTS (SELECT 1 FROM payments WHERE order_id = orders.id) AND EXISTS (SELECT 1 FROM stock_holds WHERE order_id = orders.id))"),
    ("an order that was paid and has no payment", "SELECT number FROM orders WHERE state IN ('paid', 'shipped', 'delivered', 'refunded')
        AND NOT EXISTS (SELECT 1 FROM payments WHERE order_id = orders.id AND state = 'paid' AND pays_order)"),
    ("money that pays no order and is not back", "SELECT id::text FROM payments WHERE state = 'paid' AND NOT pays_order AND received <>
        (SELECT coalesce(sum(amount), 0) FROM payments_refunds WHERE payment_id = payments.id AND state = 'refunded')"),
    ("a step that an order made twice", "SELECT order_id::text FROM orders_history GROUP BY order_id, after HAVING count(*) > 1"),
    ("a hold past its time", "SELECT number FROM orders WHERE state = 'awaiting_payment' AND hold_expires_at < now()"),
    ("goods that are not where the order's state says", "SELECT number FROM orders JOIN stock_holds AS hold ON hold.order_id = orders.id
        WHERE hold.state <> CASE WHEN orders.state = 'awaiting_payment' THEN 'held' WHEN orders.state IN ('expired', 'cancelled') THEN 'released'
            WHEN orders.state = 'refunded' THEN 'returned' ELSE 'sold' END"),
    ("a level that its holds do not explain", "SELECT variant_id::text FROM stock_levels AS level
        WHERE held <> (SELECT coalesce(sum(quantity), 0) FROM stock_holds AS hold WHERE hold.variant_id = level.variant_id AND state = 'held')
           OR sold <> (SELECT coalesce(sum(quantity), 0) FROM stock_holds AS hold WHERE hold.variant_id = level.variant_id AND state = 'sold')"),
    ("an order that was sent otherwise than in one parcel", "SELECT number FROM orders WHERE (state IN ('shipped', 'delivered'))::integer
        <> (SELECT count(*) FROM orders_parcels WHERE order_id = orders.id)"),
    ("an order that was paid and has no confirmation", "SELECT number FROM orders WHERE state IN ('paid', 'shipped', 'delivered', 'refunded')
        AND NOT EXISTS (SELECT 1 FROM mail_outbox WHERE order_id = orders.id AND kind = 'order_confirmation')"),
    ("a payment that can be paid and is for nothing", "SELECT payments.id::text FROM payments JOIN orders ON orders.id = order_id
        WHERE payments.gateway = 'prepayment' AND payments.state = 'open' AND orders.state <> 'awaiting_payment'"),
    ("a step that goods on their way back made twice, or left out", "SELECT part_id::text FROM (
            SELECT part_id, before, after, lag(after) OVER (PARTITION BY part_id ORDER BY id) AS earlier,
                count(*) OVER (PARTITION BY part_id, after) AS times FROM orders_parts_history) AS line
        WHERE before IS DISTINCT FROM earlier OR times > 1"),
    ("a refund that has not arrived", "SELECT id::text FROM payments_refunds WHERE state <> 'refunded'"),
    ("a mail that was not sent", "SELECT dedupe_key FROM mail_outbox WHERE state <> 'sent'"),
];

/// Everything that is wrong.
pub async fn violations(scene: &Scene) -> Vec<String> {
    let mut wrong = Vec::new();
    for (meaning, question) in NEVER {
        let found: Vec<String> = sqlx::query_scalar(question).fetch_all(&scene.kit.shop.pool).await.unwrap();
        wrong.extend(found.into_iter().map(|what| format!("{meaning}: {what}")));
    }
    let pieces = scene.count("SELECT sum(available + held + sold) FROM stock_levels").await;
    let back = "SELECT coalesce(sum(quantity), 0)::bigint FROM orders_return_lines JOIN orders_returns ON id = return_id WHERE restocked";
    let expected = i64::from(PIECES) + scene.count(back).await;
    if pieces != expected {
        wrong.push(format!("{pieces} pieces instead of {expected}"));
    }
    wrong.extend(audit(scene).await);
    wrong.extend(at_the_gateway(scene).await);
    wrong.extend(in_the_inboxes(scene).await);
    wrong
}

/// What the shop's own audit finds: now, and once a second while the shop was running.
async fn audit(scene: &Scene) -> Vec<String> {
    let report = services::audit::run(&scene.kit.shop).await.unwrap();
    let mut wrong = Vec::new();
    for check in report.checks {
        wrong.extend(check.findings.iter().map(|finding| format!("{}: {}: {}", check.name, finding.subject, finding.detail)));
    }
    if log_of(scene).contains("The audit has found something") {
        wrong.push("the audit has found something meanwhile".to_owned());
    }
    wrong
}

/// What the gateway has been paid and has given back is known here, and no payment of ours is there twice.
async fn at_the_gateway(scene: &Scene) -> Vec<String> {
    let rows: Vec<(String, Option<String>, String, i64)> = sqlx::query_as(
        "SELECT id::text, gateway_payment_id, state,
             (SELECT coalesce(sum(amount), 0)::bigint FROM payments_refunds WHERE payment_id = payments.id AND state = 'refunded') FROM payments",
    )
    .fetch_all(&scene.kit.shop.pool)
    .await
    .unwrap();
    let mut wrong = Vec::new();
    let mut times: BTreeMap<String, u32> = BTreeMap::new();
    for payment in scene.kit.sandbox.control().payments() {
        let ours = payment.metadata.as_ref().and_then(|metadata| metadata["order_id"].as_str()).unwrap_or_default().to_owned();
        match rows.iter().find(|(id, ..)| *id == ours) {
            None => wrong.push(format!("{} has no record here", payment.id)),
            Some((_, known, ..)) if known.as_ref().is_some_and(|known| *known != payment.id) => {
                wrong.push(format!("{} is another payment here: {known:?}", payment.id));
            }
            Some((_, _, state, _)) if payment.status == PaymentState::Paid && state != "paid" => {
                wrong.push(format!("{} is paid there and {state} here", payment.id));
            }
            Some((.., refunded)) if payment.refunded != *refunded => {
                wrong.push(format!("of {} {} are back there and {refunded} here", payment.id, payment.refunded));
            }
            Some(_) => {}
        }
        *times.entry(ours).or_default() += 1;
    }
    wrong.extend(
        times.into_iter().filter(|(_, times)| *times > 1).map(|(ours, times)| format!("{ours} is {times} payments at the gateway")),
    );
    wrong
}

/// Each mail that was written has arrived once: what is sent twice under one idempotency key arrives once.
async fn in_the_inboxes(scene: &Scene) -> Vec<String> {
    let written: Vec<(String, String)> =
        sqlx::query_as("SELECT recipient, subject FROM mail_outbox").fetch_all(&scene.kit.shop.pool).await.unwrap();
    let mails = scene.kit.sandbox.control().mails();
    let arrived = |(recipient, subject): &(String, String)| {
        mails.iter().filter(|mail| mail.to.contains(recipient) && mail.subject == *subject).count()
    };
    let times = written.iter().map(|mail| (mail, arrived(mail)));
    times.filter(|(_, times)| *times != 1).map(|(mail, times)| format!("{} to {} arrived {times} times", mail.1, mail.0)).collect()
}
