//! The stock on a real database: never more sold than there is, never sold out while there is something, and books that add up.

mod holds;
mod model;
mod races;
mod staff;
mod together;

use domain::ids::VariantId;
use services::{
    orders::Actor,
    stock::{self, GoodsIn, Sale, Short, Wanted},
};
use testkit::TestShop;
use uuid::Uuid;

/// A key of one click.
fn key() -> Uuid {
    Uuid::from_bytes(testkit::guest().0.into_bytes())
}

/// An order that stock can be held for, without lines.
async fn order(test: &TestShop) -> Uuid {
    let id = key();
    sqlx::query("INSERT INTO orders (id, token, state, language, account_id) VALUES ($1, $2, 'pending', 'de', $1)")
        .bind(id)
        .bind(id.to_string())
        .execute(&test.shop.pool)
        .await
        .unwrap();
    id
}

/// Holds in a transaction of its own.
async fn hold(test: &TestShop, order: Uuid, lines: &[(VariantId, u32)]) -> Result<(), Short> {
    let mut transaction = test.shop.begin().await.unwrap();
    let held = stock::hold(&mut transaction, order, &Wanted::of(lines).unwrap()).await.unwrap();
    // As when money comes late: the caller's transaction goes on, whatever the answer is.
    transaction.commit().await.unwrap();
    held
}

/// Releases in a transaction of its own.
async fn release(test: &TestShop, order: Uuid) {
    let mut transaction = test.shop.begin().await.unwrap();
    stock::release(&mut transaction, order).await.unwrap();
    transaction.commit().await.unwrap();
}

/// Sells in a transaction of its own.
async fn sell(test: &TestShop, order: Uuid) -> Sale {
    let mut transaction = test.shop.begin().await.unwrap();
    let sale = stock::sell(&mut transaction, order).await.unwrap();
    transaction.commit().await.unwrap();
    sale
}

/// Gives back in a transaction of its own.
async fn give_back(test: &TestShop, order: Uuid) {
    let mut transaction = test.shop.begin().await.unwrap();
    stock::give_back(&mut transaction, order).await.unwrap();
    transaction.commit().await.unwrap();
}

/// Brings goods in.
async fn receive(test: &TestShop, variant: VariantId, quantity: u32) {
    stock::receive(&test.shop, Actor::Operator, &GoodsIn { key: key(), variant, quantity, note: String::new() }).await.unwrap();
}

/// Lays the pieces that are available into the buckets like this, without a movement.
async fn lay(test: &TestShop, variant: VariantId, buckets: &[i32]) {
    for (bucket, pieces) in (0_i16..).zip(buckets) {
        sqlx::query(
            "INSERT INTO stock_buckets (variant_id, bucket, available) VALUES ($1, $2, $3)
             ON CONFLICT (variant_id, bucket) DO UPDATE SET available = EXCLUDED.available",
        )
        .bind(variant.0)
        .bind(bucket)
        .bind(pieces)
        .execute(&test.shop.pool)
        .await
        .unwrap();
    }
}

/// Fails where the balance is not what the ledger and the holds say.
async fn books_add_up(test: &TestShop) {
    let wrong: Vec<String> =
        sqlx::query_scalar("SELECT discrepancy::text FROM stock_discrepancies AS discrepancy").fetch_all(&test.shop.pool).await.unwrap();
    assert!(wrong.is_empty(), "{wrong:?}");
}
