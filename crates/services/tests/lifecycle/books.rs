//! Whether the database looks as the model says, and whether what must hold whatever happens holds.

use std::sync::LazyLock;

use domain::{orders::OrderState, payments::PaymentState};

use sqlx::AssertSqlSafe;

use crate::{
    model::{Level, MailState},
    said::same,
    world::World,
};

/// Questions that must have no answer at any moment, each with what it would mean.
const NEVER: [(&str, &str); 6] = [
    ("an order whose goods are not where its state says", "SELECT orders.token FROM orders JOIN stock_holds AS hold ON hold.order_id = orders.id
        WHERE hold.state <> CASE orders.state WHEN 'awaiting_payment' THEN 'held' WHEN 'expired' THEN 'released' WHEN 'cancelled' THEN 'released'
            WHEN 'paid' THEN 'sold' ELSE hold.state END"),
    ("a level that its holds do not explain", "SELECT variant_id::text FROM stock_levels AS level
        WHERE held <> (SELECT coalesce(sum(quantity), 0) FROM stock_holds AS hold WHERE hold.variant_id = level.variant_id AND state = 'held')
           OR sold <> (SELECT coalesce(sum(quantity), 0) FROM stock_holds AS hold WHERE hold.variant_id = level.variant_id AND state = 'sold')"),
    ("a paid order with another number of payments than one that are not owed back", "SELECT token FROM orders WHERE state = 'paid'
        AND 1 <> (SELECT count(*) FROM payments WHERE order_id = orders.id AND payments.state = 'paid' AND remark <> 'refund owed')"),
    ("money that nobody accounts for", "SELECT payments.id::text FROM payments JOIN orders ON orders.id = order_id
        WHERE payments.state = 'paid' AND remark <> 'refund owed' AND orders.state <> 'paid'"),
    ("a history with a gap", "SELECT order_id::text FROM (SELECT order_id, before, lag(after) OVER (PARTITION BY order_id ORDER BY id) AS earlier
        FROM orders_history) AS line WHERE before IS DISTINCT FROM earlier"),
    ("a confirmation for nothing, or none", "SELECT token FROM orders
        WHERE (state = 'paid') <> EXISTS (SELECT 1 FROM mail_outbox WHERE order_id = orders.id AND kind = 'order_confirmation')"),
];

/// Compares everything.
pub async fn check(world: &World) -> Result<(), String> {
    orders(world).await?;
    payments(world).await?;
    levels(world).await?;
    notices(world).await?;
    mails(world).await?;
    never(world).await
}

/// All questions in one, since they are asked after every step.
static NEVER_AT_ONCE: LazyLock<String> = LazyLock::new(|| {
    let questions: Vec<_> =
        NEVER.iter().enumerate().map(|(rule, (_, question))| format!("SELECT {rule}, what FROM ({question}) AS found (what)")).collect();
    questions.join(" UNION ALL ")
});

async fn never(world: &World) -> Result<(), String> {
    let found: Vec<(i32, String)> = sqlx::query_as(AssertSqlSafe(NEVER_AT_ONCE.as_str())).fetch_all(&world.test.shop.pool).await.unwrap();
    let told: Vec<_> = found.into_iter().map(|(rule, what)| (NEVER[usize::try_from(rule).unwrap()].0, what)).collect();
    same("what must never be", &told, &Vec::new())
}

async fn orders(world: &World) -> Result<(), String> {
    let shop: Vec<(String, String, Vec<String>)> = sqlx::query_as(
        "SELECT token, state, ARRAY(SELECT after FROM orders_history WHERE order_id = orders.id ORDER BY id)
         FROM orders WHERE state <> 'pending' ORDER BY placed_at",
    )
    .fetch_all(&world.test.shop.pool)
    .await
    .unwrap();
    let code = |state: &OrderState| state.code().to_owned();
    let model: Vec<_> = world
        .model
        .orders
        .iter()
        .map(|order| (order.token.clone(), code(&order.state), order.history.iter().map(code).collect::<Vec<_>>()))
        .collect();
    same("orders", &shop, &model)
}

async fn payments(world: &World) -> Result<(), String> {
    let shop: Vec<(uuid::Uuid, String, Option<String>, bool)> =
        sqlx::query_as("SELECT id, state, gateway_payment_id, remark = 'refund owed' FROM payments ORDER BY created_at, id")
            .fetch_all(&world.test.shop.pool)
            .await
            .unwrap();
    let model: Vec<_> = world
        .model
        .payments
        .iter()
        .map(|payment| {
            let known = payment.there.as_ref().filter(|_| payment.known).map(|there| there.id.clone());
            (payment.id, PaymentState::code(payment.state).to_owned(), known, payment.owed)
        })
        .collect();
    same("payments", &shop, &model)
}

async fn levels(world: &World) -> Result<(), String> {
    let rows: Vec<(i32, i32, i32)> = sqlx::query_as("SELECT available, held, sold FROM stock_levels ORDER BY variant_id")
        .fetch_all(&world.test.shop.pool)
        .await
        .unwrap();
    let pieces = |number: i32| u32::try_from(number).unwrap();
    let shop: Vec<Level> = rows
        .into_iter()
        .map(|(available, held, sold)| Level { available: pieces(available), held: pieces(held), sold: pieces(sold) })
        .collect();
    same("stock", &shop, &world.model.levels)?;
    let sums: Vec<u32> = shop.iter().map(|level| level.available + level.held + level.sold).collect();
    same("pieces", &sums, &world.stock)
}

async fn notices(world: &World) -> Result<(), String> {
    let shop: Vec<(i32, bool)> = sqlx::query_as("SELECT attempts, done_at IS NOT NULL FROM payments_notices ORDER BY id")
        .fetch_all(&world.test.shop.pool)
        .await
        .unwrap();
    let model: Vec<_> = world.model.notices.iter().map(|notice| (notice.attempts, notice.is_done)).collect();
    same("notices", &shop, &model)
}

async fn mails(world: &World) -> Result<(), String> {
    let shop: Vec<(String, String, i32)> = sqlx::query_as(
        "SELECT token, mail.state, attempts FROM mail_outbox AS mail JOIN orders ON orders.id = order_id ORDER BY mail.created_at, mail.id",
    )
    .fetch_all(&world.test.shop.pool)
    .await
    .unwrap();
    let mails = &world.model.mails;
    let token = |order: usize| world.model.orders[order].token.clone();
    let model: Vec<_> = mails.iter().map(|mail| (token(mail.order), MailState::code(mail.state).to_owned(), mail.attempts)).collect();
    same("mails", &shop, &model)?;
    let inboxes = world.test.sandbox.control().mails().len();
    same("mails that arrived", &inboxes, &mails.iter().filter(|mail| mail.arrived).count())
}
