//! One article that everybody wants: the plain transaction beside the shop's own.

use std::sync::Arc;

use domain::{ids::VariantId, language::Language};
use services::{Pool, orders::Prepared, shop::Shop};
use sqlx::Executor;
use testkit::{Options, TestShop};
use uuid::Uuid;

use crate::{
    BUYERS, Failure, ROUNDS, books, guests,
    pace::{self, Pace},
};

/// What the article begins with.
const PIECES: i32 = 100_000;

/// The two paces, round by round.
pub struct Hot {
    pub plain: Vec<Pace>,
    pub ours: Vec<Pace>,
}

pub async fn measure() -> Result<Hot, Failure> {
    let test = TestShop::start(Options::default().connections(u32::try_from(BUYERS)?)).await;
    let outcome = both(&test).await;
    test.finish().await;
    outcome
}

async fn both(test: &TestShop) -> Result<Hot, Failure> {
    let article = testkit::product().name("Bestseller").price(4_900).stock(PIECES).insert(test).await.variant();
    let pool = test.shop.pool.clone();
    // More than can be sold in the time.
    for _ in 0..3 {
        guests::stock_up(&mut *pool.acquire().await?).await?;
    }
    pool.execute(
        "CREATE TABLE plain_stock (variant_id uuid PRIMARY KEY, available integer NOT NULL CHECK (available >= 0), sold integer NOT NULL);
         INSERT INTO plain_stock SELECT variant_id, available, 0 FROM stock_levels",
    )
    .await?;
    let order = prepared(test, article).await?;
    let mut hot = Hot { plain: Vec::new(), ours: Vec::new() };
    for _ in 0..ROUNDS {
        hot.plain.push(plain_orders(&pool, article).await?);
        hot.ours.push(our_orders(test, &order).await?);
    }
    let sold: i64 = sqlx::query_scalar("SELECT sold::bigint FROM plain_stock").fetch_one(&pool).await?;
    let plain: u64 = hot.plain.iter().map(|pace| pace.total).sum();
    if sold != i64::try_from(plain)? {
        return Err(format!("the plain transaction sold {sold} pieces with {plain} orders").into());
    }
    Ok(hot)
}

async fn plain_orders(pool: &Pool, article: VariantId) -> Result<Pace, Failure> {
    // Each begins with the write-ahead log in the same state.
    pool.execute("CHECKPOINT").await?;
    let pool = pool.clone();
    pace::keep(move |_| plain_order(pool.clone(), article)).await
}

async fn prepared(test: &TestShop, article: VariantId) -> Result<Arc<Prepared>, Failure> {
    let guest = testkit::guest();
    Box::pin(services::cart::add(&test.shop, Language::De, guest, article, 1)).await?;
    Ok(Arc::new(Prepared::new(&test.shop, Language::De, guest, test.form_of(guest).await).await?))
}

async fn our_orders(test: &TestShop, order: &Arc<Prepared>) -> Result<Pace, Failure> {
    let mut database = test.shop.pool.acquire().await?;
    let before = books::count(&mut database).await?;
    drop(database);
    test.shop.pool.execute("CHECKPOINT").await?;
    let (shop, order): (Arc<Shop>, _) = (Arc::clone(&test.shop), Arc::clone(order));
    let ours = pace::keep(move |_| {
        let (order, shop) = (Arc::clone(&order), Arc::clone(&shop));
        async move {
            order.commit(&shop).await?;
            Ok(())
        }
    })
    .await?;
    books::check(&mut *test.shop.pool.acquire().await?, &before, ours.total).await?;
    Ok(ours)
}

/// What a shop writes that has not thought about it: the article's row is locked from the check to the commit.
async fn plain_order(pool: Pool, article: VariantId) -> Result<(), Failure> {
    let order = Uuid::from_bytes(testkit::guest().0.into_bytes());
    let mut transaction = services::begin(&pool).await?;
    let available: i32 = sqlx::query_scalar("SELECT available FROM plain_stock WHERE variant_id = $1 FOR UPDATE")
        .bind(article.0)
        .fetch_one(&mut *transaction)
        .await?;
    if available < 1 {
        return Err("the plain transaction ran out of stock".into());
    }
    sqlx::query(
        "WITH placed AS (
             INSERT INTO orders (id, number, token, checkout_key, state, language, email, address, delivery_method, delivery_name,
                 payment_method, items_total, delivery_fee, total, placed_at, hold_expires_at)
             VALUES ($1, nextval('orders_number')::text, $2, $1, 'awaiting_payment', 'de', 'anna.muster@example.ch', $3, 'post-economy',
                 'PostPac Economy', 'twint', 4900, 790, 5690, now(), now() + interval '45 minutes')
         )
         INSERT INTO orders_lines (order_id, position, variant_id, product_slug, sku, name, options, vat_class, vat_rate, unit_price, quantity, total)
         VALUES ($1, 0, $4, 'bestseller', 'BESTSELLER', 'Bestseller', '', 'standard', 810, 4900, 1, 4900)",
    )
    .bind(order)
    .bind(order.to_string())
    .bind(serde_json::to_value(testkit::form().address)?)
    .bind(article.0)
    .execute(&mut *transaction)
    .await?;
    sqlx::query("UPDATE plain_stock SET available = available - 1, sold = sold + 1 WHERE variant_id = $1")
        .bind(article.0)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(())
}
