//! Orders that arrive in the same moment are written together, and none of them suffers from another one.

use std::sync::Arc;

use domain::{failure::Refusal, ids::VariantId, language::Language, orders::OrderRefusal};
use services::{error::Error, orders::Prepared};
use sqlx::Executor;
use testkit::{Options, TestShop};
use tokio::task::{JoinSet, yield_now};

use crate::buying::{Buyer, levels};
use crate::stock::books_add_up;

const ORDERS: usize = 40;

/// An order of one piece that only has to be written.
async fn prepared(test: &TestShop, variant: VariantId) -> Arc<Prepared> {
    let buyer = Buyer::with(test, &[(variant, 1)]).await;
    let form = buyer.form(test).await;
    Arc::new(Prepared::new(&test.shop, Language::De, buyer.guest, form).await.unwrap())
}

/// Sends them all in one moment, while the table is locked so that none is through before the last one comes; answers how many there were no pieces
/// for.
async fn at_once(test: &Arc<TestShop>, orders: impl Iterator<Item = Arc<Prepared>>) -> usize {
    let mut closed = test.shop.begin().await.unwrap();
    closed.execute("LOCK TABLE orders IN SHARE MODE").await.unwrap();
    let mut under_way = JoinSet::new();
    for order in orders {
        let test = Arc::clone(test);
        under_way.spawn(async move { order.commit(&test.shop).await });
    }
    // The test has one thread: now each of them has come as far as it can.
    yield_now().await;
    closed.commit().await.unwrap();
    let mut refused = 0;
    for outcome in under_way.join_all().await {
        match outcome {
            Ok(payment) => assert!(payment.is_some()),
            Err(Error::Refused(Refusal::Order(OrderRefusal::OutOfStock { left: 0, .. }))) => refused += 1,
            Err(error) => panic!("{error:?}"),
        }
    }
    refused
}

/// Orders, and the transactions that wrote them.
async fn written(test: &TestShop) -> (i64, i64) {
    sqlx::query_as("SELECT count(*), count(DISTINCT xmin::text) FROM orders").fetch_one(&test.shop.pool).await.unwrap()
}

#[tokio::test]
async fn many_orders_take_few_transactions() {
    Options::default()
        .connections(8)
        .run(|test| async move {
            let cup = testkit::product().stock(6_400).insert(&test).await.variant();
            let order = prepared(&test, cup).await;
            assert_eq!(at_once(&test, (0..ORDERS).map(|_| Arc::clone(&order))).await, 0);
            let (orders, transactions) = written(&test).await;
            assert_eq!(orders, 40);
            assert!(transactions <= 4, "{transactions}");
            assert_eq!(levels(&test, cup).await, (6_360, 40, 0));
            books_add_up(&test).await;
        })
        .await;
}

#[tokio::test]
async fn what_is_sold_out_for_one_is_no_trouble_for_the_others() {
    Options::default()
        .connections(8)
        .run(|test| async move {
            let (cup, last_one) = (
                testkit::product().name("tasse").stock(6_400).insert(&test).await.variant(),
                testkit::product().name("letzte").stock(2).insert(&test).await.variant(),
            );
            let (plenty, scarce) = (prepared(&test, cup).await, prepared(&test, last_one).await);
            let orders = (0..ORDERS).map(|at| Arc::clone(if at % 8 == 3 { &scarce } else { &plenty }));
            assert_eq!(at_once(&test, orders).await, 3);
            assert_eq!(written(&test).await.0, 37);
            assert_eq!((levels(&test, cup).await, levels(&test, last_one).await), ((6_365, 35, 0), (0, 2, 0)));
            books_add_up(&test).await;
        })
        .await;
}
