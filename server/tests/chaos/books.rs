//! What must be true of a shop at rest, whatever happened before.

use std::collections::BTreeMap;

use domain::payments::PaymentState;

use crate::scene::{PIECES, Scene};

/// Questions that must have no answer, each with what it would mean.
const NEVER: [(&str, &str); 11] = [
    ("an order whose lines, history or payment are missing", "SELECT number FROM orders WHERE state <> 'pending' AND NOT (
        EXISTS (SELECT 1 FROM orders_lines WHERE order_id = orders.id) AND EXISTS (SELECT 1 FROM orders_history WHERE order_id = orders.id)
        AND EXISTS (SELECT 1 FROM payments WHERE order_id = orders.id) AND EXISTS (SELECT 1 FROM stock_holds WHERE order_id = orders.id))"),
    ("a paid order without a paid payment", "SELECT number FROM orders WHERE state = 'paid'
        AND NOT EXISTS (SELECT 1 FROM payments WHERE order_id = orders.id AND state = 'paid')"),
    ("a paid payment whose order is not paid and that is not owed back", "SELECT payments.id::text FROM payments JOIN orders ON orders.id = order_id
        WHERE payments.state = 'paid' AND orders.state <> 'paid' AND remark <> 'refund owed'"),
    ("an order that was paid twice without a refund owed", "SELECT order_id::text FROM payments WHERE state = 'paid' AND remark <> 'refund owed'
        GROUP BY order_id HAVING count(*) > 1"),
    ("an order that became paid twice", "SELECT order_id::text FROM orders_history WHERE after = 'paid' GROUP BY order_id HAVING count(*) > 1"),
    ("a hold past its time", "SELECT number FROM orders WHERE state = 'awaiting_payment' AND hold_expires_at < now()"),
    ("goods held for nobody", "SELECT orders.number FROM stock_holds JOIN orders ON orders.id = order_id
        WHERE stock_holds.state = 'held' AND orders.state <> 'awaiting_payment'"),
    ("goods of a paid order that are not sold", "SELECT orders.number FROM stock_holds JOIN orders ON orders.id = order_id
        WHERE stock_holds.state <> 'sold' AND orders.state = 'paid'"),
    ("a stock level that its holds do not explain", "SELECT variant_id::text FROM stock_levels AS level
        WHERE held <> (SELECT coalesce(sum(quantity), 0) FROM stock_holds AS hold WHERE hold.variant_id = level.variant_id AND state = 'held')
           OR sold <> (SELECT coalesce(sum(quantity), 0) FROM stock_holds AS hold WHERE hold.variant_id = level.variant_id AND state = 'sold')"),
    ("a paid order without its confirmation", "SELECT number FROM orders WHERE state = 'paid'
        AND NOT EXISTS (SELECT 1 FROM mail_outbox WHERE order_id = orders.id AND kind = 'order_confirmation' AND state = 'sent')"),
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
    if pieces != i64::from(PIECES) {
        wrong.push(format!("{pieces} pieces instead of {PIECES}"));
    }
    wrong.extend(at_the_gateway(scene).await);
    wrong.extend(in_the_inboxes(scene).await);
    wrong
}

/// What the gateway has been paid is known here, and no payment of ours is there twice.
async fn at_the_gateway(scene: &Scene) -> Vec<String> {
    let rows: Vec<(String, Option<String>, String)> =
        sqlx::query_as("SELECT id::text, gateway_payment_id, state FROM payments").fetch_all(&scene.kit.shop.pool).await.unwrap();
    let mut wrong = Vec::new();
    let mut times: BTreeMap<String, u32> = BTreeMap::new();
    for payment in scene.kit.sandbox.control().payments() {
        let ours = payment.metadata.as_ref().and_then(|metadata| metadata["order_id"].as_str()).unwrap_or_default().to_owned();
        let row = rows.iter().find(|(id, _, _)| *id == ours);
        match row {
            None => wrong.push(format!("{} has no record here", payment.id)),
            Some((_, known, _)) if known.as_ref().is_some_and(|known| *known != payment.id) => {
                wrong.push(format!("{} is another payment here: {known:?}", payment.id));
            }
            Some((_, _, state)) if payment.status == PaymentState::Paid && state != "paid" => {
                wrong.push(format!("{} is paid there and {state} here", payment.id));
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

/// Each mail that was written has arrived, and no more than twice; what the provider's idempotency key holds back does not arrive at all.
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
