//! What an order holds: all or nothing, once, and longer than its payment can last.

use std::sync::Arc;

use domain::payments::PaymentState;
use services::{
    orders, payments,
    stock::{Sale, Short},
};
use testkit::TestShop;
use tokio::task::JoinSet;

use crate::buying::{Buyer, levels};
use crate::stock::{books_add_up, give_back, hold, lay, order, release, sell};

#[tokio::test]
async fn lines_of_one_variant_are_summed_before_the_check() {
    TestShop::run(|test| async move {
        let cup = testkit::product().stock(5).insert(&test).await.variant();
        let greedy = order(&test).await;
        assert_eq!(hold(&test, greedy, &[(cup, 3), (cup, 3)]).await, Err(Short { variant: cup, left: 5 }));
        assert_eq!(levels(&test, cup).await, (5, 0, 0));
        assert_eq!(hold(&test, greedy, &[(cup, 3), (cup, 2)]).await, Ok(()));
        assert_eq!(levels(&test, cup).await, (0, 5, 0));
        books_add_up(&test).await;
    })
    .await;
}

#[tokio::test]
async fn an_order_that_is_short_of_one_thing_holds_nothing() {
    TestShop::run(|test| async move {
        let cups = testkit::product().variants(&[("A", 100, 5), ("B", 100, 1), ("C", 100, 5)]).insert(&test).await;
        let lines: Vec<_> = cups.variants.iter().map(|&variant| (variant, 2)).collect();
        let short = hold(&test, order(&test).await, &lines).await;
        assert_eq!(short, Err(Short { variant: cups.variants[1], left: 1 }));
        for (variant, pieces) in cups.variants.iter().zip([5, 1, 5]) {
            assert_eq!(levels(&test, *variant).await, (pieces, 0, 0));
        }
        books_add_up(&test).await;
    })
    .await;
}

#[tokio::test]
async fn the_last_pieces_are_sold_wherever_they_lie() {
    TestShop::run(|test| async move {
        let cup = testkit::product().stock(20).insert(&test).await.variant();
        lay(&test, cup, &[1; 20]).await;
        assert_eq!(hold(&test, order(&test).await, &[(cup, 7)]).await, Ok(()));
        assert_eq!(hold(&test, order(&test).await, &[(cup, 14)]).await, Err(Short { variant: cup, left: 13 }));
        lay(&test, cup, &[0, 1, 0, 2, 0, 3, 0, 4, 0, 3]).await;
        assert_eq!(hold(&test, order(&test).await, &[(cup, 13)]).await, Ok(()));
        assert_eq!(hold(&test, order(&test).await, &[(cup, 1)]).await, Err(Short { variant: cup, left: 0 }));
        assert_eq!(levels(&test, cup).await, (0, 20, 0));
        books_add_up(&test).await;
    })
    .await;
}

#[tokio::test]
async fn a_release_touches_held_pieces_only() {
    TestShop::run(|test| async move {
        let cup = testkit::product().stock(10).insert(&test).await.variant();
        let (sold, released, returned) = (order(&test).await, order(&test).await, order(&test).await);
        for (order, pieces) in [(sold, 3), (released, 2), (returned, 1)] {
            hold(&test, order, &[(cup, pieces)]).await.unwrap();
        }
        assert_eq!(sell(&test, sold).await, Sale::Done);
        assert_eq!(sell(&test, returned).await, Sale::Done);
        release(&test, released).await;
        give_back(&test, returned).await;
        assert_eq!(levels(&test, cup).await, (7, 0, 3));
        for _ in 0..2 {
            for order in [sold, released, returned] {
                release(&test, order).await;
            }
            give_back(&test, returned).await;
            give_back(&test, released).await;
            assert_eq!(sell(&test, sold).await, Sale::Done);
            assert_eq!(sell(&test, returned).await, Sale::Done);
        }
        assert_eq!(levels(&test, cup).await, (7, 0, 3));
        books_add_up(&test).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_is_released_once_however_many_try() {
    TestShop::run(|test| async move {
        let cup = testkit::product().stock(10).insert(&test).await.variant();
        let order = order(&test).await;
        hold(&test, order, &[(cup, 4)]).await.unwrap();
        let mut racers = JoinSet::new();
        for _ in 0..20 {
            let test = Arc::clone(&test);
            racers.spawn(async move { release(&test, order).await });
        }
        racers.join_all().await;
        assert_eq!(levels(&test, cup).await, (10, 0, 0));
        books_add_up(&test).await;
    })
    .await;
}

#[tokio::test]
async fn paid_late_the_pieces_are_taken_anew_or_nothing_changes() {
    TestShop::run(|test| async move {
        let cups = testkit::product().variants(&[("A", 100, 3), ("B", 100, 3)]).insert(&test).await;
        let (one, two) = (cups.variants[0], cups.variants[1]);
        let (late, too_late, other) = (order(&test).await, order(&test).await, order(&test).await);
        for order in [late, too_late] {
            hold(&test, order, &[(one, 2), (two, 1)]).await.unwrap_or_default();
            release(&test, order).await;
        }
        assert_eq!(sell(&test, late).await, Sale::Done);
        assert_eq!((levels(&test, one).await, levels(&test, two).await), ((1, 0, 2), (2, 0, 1)));
        assert_eq!(sell(&test, too_late).await, Sale::GoodsGone);
        assert_eq!(sell(&test, too_late).await, Sale::GoodsGone);
        assert_eq!((levels(&test, one).await, levels(&test, two).await), ((1, 0, 2), (2, 0, 1)));
        // What was held once is remembered, should goods come in after all.
        crate::stock::receive(&test, one, 1).await;
        assert_eq!(sell(&test, too_late).await, Sale::Done);
        assert_eq!((levels(&test, one).await, levels(&test, two).await), ((0, 0, 4), (1, 0, 2)));
        assert!(hold(&test, other, &[(one, 1)]).await.is_err());
        books_add_up(&test).await;
    })
    .await;
}

/// Mollie reports the end of TWINT's 15 minutes up to 8.5 minutes late; a hold that ended before would be sold to somebody else meanwhile.
const LATEST_NEWS: &str = "interval '8 minutes 30 seconds'";

async fn spare_seconds(test: &TestShop) -> f64 {
    let statement = format!(
        "SELECT extract(epoch FROM orders.hold_expires_at - (payment.expires_at + {LATEST_NEWS}))::float8
         FROM payments AS payment JOIN orders ON orders.id = payment.order_id ORDER BY payment.created_at DESC LIMIT 1"
    );
    sqlx::query_scalar(sqlx::AssertSqlSafe(statement)).fetch_one(&test.shop.pool).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_outlives_its_payment_and_every_further_try() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").stock(10).insert(&test).await;
        let placed = Buyer::with(&test, &[(cup.variant(), 1)]).await.place(&test).await.unwrap();
        assert!(spare_seconds(&test).await > 0.0);

        let control = test.sandbox.control();
        for minutes_ago in [40, 80, 120] {
            let id = control.payments().last().unwrap().id.clone();
            control.set_status(&id, PaymentState::Failed).unwrap();
            payments::settle(&test.shop, "mollie", &id).await.unwrap();
            // The order was placed so long ago, and the hold lasts but for a minute.
            sqlx::query("UPDATE orders SET placed_at = now() - make_interval(mins => $1), hold_expires_at = now() + interval '1 minute'")
                .bind(minutes_ago)
                .execute(&test.shop.pool)
                .await
                .unwrap();
            payments::retry(Arc::clone(&test.shop), &placed.token, "twint").await.unwrap();
            assert!(spare_seconds(&test).await > 0.0, "{minutes_ago} minutes after the order");
        }

        // Held for so long that it cannot be held until another payment is over: no further try.
        let id = control.payments().last().unwrap().id.clone();
        control.set_status(&id, PaymentState::Failed).unwrap();
        payments::settle(&test.shop, "mollie", &id).await.unwrap();
        sqlx::query("UPDATE orders SET placed_at = now() - interval '160 minutes', hold_expires_at = now() + interval '1 minute'")
            .execute(&test.shop.pool)
            .await
            .unwrap();
        payments::retry(Arc::clone(&test.shop), &placed.token, "twint").await.unwrap_err();
        assert_eq!(control.payments().len(), 4);
        assert_eq!(orders::expire_unpaid(&test.shop).await.unwrap(), 0);
    })
    .await;
}
