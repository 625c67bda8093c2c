//! FAILURES 19: a node's clock is wrong. The database's time decides what is over, so nothing is over too early and nothing comes back to life.

use std::{sync::Arc, time::Duration};

use crate::buying::{Buyer, levels};
use chrono::{DateTime, TimeDelta};
use domain::{
    failure::Refusal,
    orders::OrderState,
    payments::{PaymentRefusal, PaymentState},
};
use services::{cart, error::Error, jobs, mail, orders, payments};
use testkit::TestShop;

/// The node's clock says what the database's says: from here it goes wrong.
async fn put_right(test: &TestShop) {
    test.clock.set(sqlx::query_scalar("SELECT now()").fetch_one(&test.shop.pool).await.unwrap());
}

/// Clocks that are off: an hour, a day, half a year, and the two nights in which Zurich changes its clocks.
fn put_clock(test: &TestShop, turn: usize) -> bool {
    let night = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
    match turn {
        0 => test.clock.advance(TimeDelta::hours(1)),
        1 => test.clock.advance(TimeDelta::hours(-1)),
        2 => test.clock.advance(TimeDelta::days(1)),
        3 => test.clock.advance(TimeDelta::days(-183)),
        4 => test.clock.set(night("2026-03-29T00:59:59Z")),
        5 => test.clock.set(night("2026-03-29T01:00:01Z")),
        6 => test.clock.set(night("2026-10-25T00:59:59Z")),
        7 => test.clock.set(night("2026-10-25T01:00:01Z")),
        _ => return false,
    }
    true
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_clock_expires_no_order_and_no_cart() {
    TestShop::run(|test| async move {
        put_right(&test).await;
        let cup = testkit::product().name("tasse").price(3400).stock(10).insert(&test).await;
        let placed = Buyer::with(&test, &[(cup.variant(), 2)]).await.place(&test).await.unwrap();
        let waiting = Buyer::with(&test, &[(cup.variant(), 1)]).await;
        for turn in 0.. {
            if !put_clock(&test, turn) {
                break;
            }
            assert_eq!(orders::expire_unpaid(&test.shop).await.unwrap(), 0, "turn {turn}");
            assert_eq!(cart::clean_up(&test.shop).await.unwrap(), 0, "turn {turn}");
            assert_eq!(payments::reconcile(&test.shop).await.unwrap(), 0, "turn {turn}");
            assert_eq!(cart::lines(&test.shop, waiting.guest).await.unwrap().1.len(), 1, "turn {turn}");
            assert_eq!(levels(&test, cup.variant()).await, (8, 2, 0), "turn {turn}");
            let order = orders::find(&test.shop, &placed.token).await.unwrap();
            assert_eq!(order.state, OrderState::AwaitingPayment, "turn {turn}");
            // It can be paid still: the open payment is gone on with.
            assert_eq!(payments::retry(Arc::clone(&test.shop), &placed.token, "twint").await.unwrap().pay_at, placed.pay_at, "turn {turn}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_clock_brings_nothing_back() {
    TestShop::run(|test| async move {
        put_right(&test).await;
        let cup = testkit::product().name("tasse").price(3400).stock(10).insert(&test).await;
        let late = Buyer::with(&test, &[(cup.variant(), 1)]).await.place(&test).await.unwrap();
        let cart = Buyer::with(&test, &[(cup.variant(), 1)]).await;
        for over in [
            "UPDATE orders SET hold_expires_at = now() - interval '1 second'",
            "UPDATE ephemeral_entries SET expires_at = now() - interval '1 second'",
        ] {
            sqlx::query(over).execute(&test.shop.pool).await.unwrap();
        }
        test.clock.advance(TimeDelta::hours(-3));
        let error = payments::retry(Arc::clone(&test.shop), &late.token, "twint").await.unwrap_err();
        assert!(matches!(error, Error::Refused(Refusal::Payment(PaymentRefusal::HoldOver))), "{error:?}");
        assert!(cart::lines(&test.shop, cart.guest).await.unwrap().1.is_empty());
        // The refused retry gives its lock on the order up a moment after it has answered, and the expiry passes by what is locked.
        let expiry = async { while orders::expire_unpaid(&test.shop).await.unwrap() == 0 {} };
        tokio::time::timeout(Duration::from_secs(30), expiry).await.unwrap();
    })
    .await;
}

/// Ids sort by the node's clock; what is newer is told by the database's.
#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_goes_back_does_not_change_what_came_last() {
    TestShop::run(|test| async move {
        put_right(&test).await;
        let cup = testkit::product().name("tasse").price(3400).stock(10).insert(&test).await;
        let placed = Buyer::with(&test, &[(cup.variant(), 1)]).await.place(&test).await.unwrap();
        let control = test.sandbox.control();
        let first = control.payments()[0].id.clone();
        control.set_status(&first, PaymentState::Failed).unwrap();
        payments::settle(&test.shop, "mollie", &first).await.unwrap();

        test.clock.advance(TimeDelta::hours(-1));
        let retried = payments::retry(Arc::clone(&test.shop), &placed.token, "twint").await.unwrap();
        let second = control.payments()[1].id.clone();
        assert!(retried.pay_at.unwrap().ends_with(&second));
        // The page shows the second attempt, not the one whose id is greater.
        assert_eq!(orders::find(&test.shop, &placed.token).await.unwrap().payment.unwrap().state, PaymentState::Open);
        control.set_status(&second, PaymentState::Paid).unwrap();
        payments::settle_order(&test.shop, &placed.token).await.unwrap();
        assert_eq!(orders::find(&test.shop, &placed.token).await.unwrap().state, OrderState::Paid);
        assert_eq!(mail::deliver(&test.shop).await.unwrap(), 1, "a mail is due when the database says so");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_with_different_clocks_mean_the_same_tick() {
    TestShop::run(|test| async move {
        put_right(&test).await;
        // Ticks of half an hour, counted from the epoch, of such a length that the middle of one is now: a clock that is off by an hour is in another one.
        let now: f64 = sqlx::query_scalar("SELECT extract(epoch FROM now())::float8").fetch_one(&test.shop.pool).await.unwrap();
        let every = Duration::from_secs_f64(now / 1_000_000.5);
        assert!(jobs::claim(&test.shop, "expire", every).await.unwrap().is_some());
        for turn in 0.. {
            if !put_clock(&test, turn) {
                break;
            }
            assert_eq!(jobs::claim(&test.shop, "expire", every).await.unwrap(), None, "turn {turn}");
        }
    })
    .await;
}
