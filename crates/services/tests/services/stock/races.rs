//! Many buyers at once.

use std::sync::Arc;

use domain::{failure::Refusal, language::Language, orders::OrderRefusal};
use services::{
    error::Error,
    orders,
    stock::{self, Wanted},
};
use sqlx::Executor;
use testkit::{Options, TestShop};
use tokio::task::JoinSet;

use crate::buying::{Buyer, levels};
use crate::stock::{books_add_up, hold, lay, order, release, sell};

const BUYERS: usize = 1_000;

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_buyers_race_for_ten_pieces() {
    Options::default()
        .connections(40)
        .run(|test| async move {
            let cup = testkit::product().name("tasse").price(3400).stock(10).insert(&test).await.variant();
            // One here, one there, as the end of a large stock looks like.
            lay(&test, cup, &[1; 10]).await;
            let mut visitors = JoinSet::new();
            for _ in 0..BUYERS {
                let test = Arc::clone(&test);
                visitors.spawn(async move {
                    let buyer = Buyer::with(&test, &[(cup, 1)]).await;
                    let form = buyer.form(&test).await;
                    (buyer.guest, form)
                });
            }
            let ready = visitors.join_all().await;
            let mut racers = JoinSet::new();
            for (guest, form) in ready {
                racers.spawn(orders::place(Arc::clone(&test.shop), Language::De, guest, form));
            }
            let (mut placed, mut sold_out) = (0, 0);
            for outcome in racers.join_all().await {
                match outcome {
                    Ok(_) => placed += 1,
                    Err(Error::Refused(Refusal::Order(OrderRefusal::OutOfStock { left: 0, .. }))) => sold_out += 1,
                    Err(error) => panic!("{error:?}"),
                }
            }
            assert_eq!((placed, sold_out), (10, BUYERS - 10));
            let orders: i64 = sqlx::query_scalar("SELECT count(*) FROM orders").fetch_one(&test.shop.pool).await.unwrap();
            assert_eq!(orders, 10);
            assert_eq!(levels(&test, cup).await, (0, 10, 0));
            books_add_up(&test).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn crossing_orders_of_several_pieces_sell_everything_and_never_block_each_other() {
    Options::default()
        .connections(30)
        .run(|test| async move {
            let cup = testkit::product().name("tasse").variants(&[("A", 100, 200), ("B", 100, 200), ("C", 100, 200)]).insert(&test).await;
            let mut racers = JoinSet::new();
            for turn in 0..300_usize {
                let (test, mut variants) = (Arc::clone(&test), cup.variants.clone());
                variants.rotate_left(turn % 3);
                if turn % 2 == 0 {
                    variants.reverse();
                }
                let pieces = u32::try_from(turn % 4 + 1).unwrap();
                racers.spawn(async move {
                    let order = order(&test).await;
                    let wanted = [(variants[0], pieces), (variants[1], 1)];
                    let held = hold(&test, order, &wanted).await;
                    match (held, turn % 5) {
                        (Ok(()), 0) => release(&test, order).await,
                        (Ok(()), 1) => drop(sell(&test, order).await),
                        _ => {}
                    }
                });
            }
            racers.join_all().await;
            books_add_up(&test).await;
            // Nobody was turned away while there was something: what is left can be had to the last piece.
            for variant in cup.variants {
                let (left, held, sold) = levels(&test, variant).await;
                assert_eq!(left + held + sold, 200);
                let last = order(&test).await;
                if left > 0 {
                    assert_eq!(hold(&test, last, &[(variant, left.cast_unsigned())]).await, Ok(()));
                }
                assert_eq!(levels(&test, variant).await, (0, held + left, sold));
            }
            books_add_up(&test).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_of_one_variant_do_not_wait_for_each_others_commit() {
    TestShop::run(|test| async move {
        let cup = testkit::product().stock(64).insert(&test).await.variant();
        let (first, second) = (order(&test).await, order(&test).await);
        let mut slow = test.shop.begin().await.unwrap();
        stock::hold(&mut slow, first, &Wanted::of(&[(cup, 1)]).unwrap()).await.unwrap().unwrap();
        let mut quick = test.shop.begin().await.unwrap();
        quick.execute("SET LOCAL lock_timeout = '500ms'").await.unwrap();
        stock::hold(&mut quick, second, &Wanted::of(&[(cup, 1)]).unwrap()).await.unwrap().unwrap();
        quick.commit().await.unwrap();
        slow.commit().await.unwrap();
        assert_eq!(levels(&test, cup).await, (62, 2, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_sold_out_because_of_an_order_that_may_still_fail() {
    for first_one_stays in [false, true] {
        TestShop::run(move |test| async move {
            let cup = testkit::product().stock(3).insert(&test).await.variant();
            let (first, second) = (order(&test).await, order(&test).await);
            let mut undecided = test.shop.begin().await.unwrap();
            stock::hold(&mut undecided, first, &Wanted::of(&[(cup, 3)]).unwrap()).await.unwrap().unwrap();
            let waiting = tokio::spawn({
                let test = Arc::clone(&test);
                async move { hold(&test, second, &[(cup, 1)]).await }
            });
            // Until the second one waits for the first one's lock.
            loop {
                let waits: bool = sqlx::query_scalar(
                    "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')",
                )
                .fetch_one(&test.shop.pool)
                .await
                .unwrap();
                if waits {
                    break;
                }
                assert!(!waiting.is_finished(), "answered while the first order was undecided");
            }
            if first_one_stays {
                undecided.commit().await.unwrap();
                assert_eq!(waiting.await.unwrap().unwrap_err().left, 0);
            } else {
                undecided.rollback().await.unwrap();
                assert_eq!(waiting.await.unwrap(), Ok(()));
            }
            books_add_up(&test).await;
        })
        .await;
    }
}
