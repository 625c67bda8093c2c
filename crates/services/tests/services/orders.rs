//! Checkout on a real database: what is ordered is what was agreed, once, and never more than there is.

use std::sync::Arc;

use crate::buying::{Buyer, levels};
use domain::{
    cart::{CartOwner, LineChange},
    failure::{FieldProblem, Refusal},
    language::Language,
    orders::{CheckoutForm, OrderRefusal, OrderState, PlacedOrder},
};
use services::{
    error::Error,
    orders::{self, Actor},
};
use testkit::TestShop;

#[tokio::test(flavor = "multi_thread")]
async fn a_placed_order_freezes_what_was_agreed() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3400).stock(10).insert(&test).await;
        let buyer = Buyer::with(&test, &[(cup.variant(), 2)]).await;
        let placed = buyer.place(&test).await.unwrap();

        assert!(placed.pay_at.is_some());
        let order = orders::find(&test.shop, &placed.token).await.unwrap();
        assert_eq!(order.state, OrderState::AwaitingPayment);
        assert_eq!((order.items_total, order.delivery_fee, order.total), (6800, 790, 7590));
        assert_eq!(order.vat.iter().map(|share| share.gross).sum::<i64>(), order.total);
        assert_eq!(order.lines[0].quantity, 2);
        assert!(order.held_until.is_some());
        assert_eq!(levels(&test, cup.variant()).await, (8, 2, 0));

        // The catalogue moves on, the order does not.
        sqlx::query("UPDATE catalog_variants SET price = 9900").execute(&test.shop.pool).await.unwrap();
        let again = orders::find(&test.shop, &placed.token).await.unwrap();
        assert_eq!(again.total, 7590);

        // The cart is empty, and the gateway was asked for exactly the total.
        let view = services::cart::view(&test.shop, Language::De, Some(buyer.guest.into())).await.unwrap();
        assert!(view.lines.is_empty());
        let payments = test.sandbox.control().payments();
        assert_eq!(payments.len(), 1);
        assert_eq!(payments[0].amount.minor, 7590);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_old_form_of_an_order_that_was_called_off_leads_to_no_payment() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3400).stock(10).insert(&test).await;
        let buyer = Buyer::with(&test, &[(cup.variant(), 1)]).await;
        let form = buyer.form(&test).await;
        let place = || orders::place(Arc::clone(&test.shop), Language::De, buyer.guest, form.clone());
        let placed = place().await.unwrap();
        assert!(placed.pay_at.is_some());
        assert_eq!(place().await.unwrap(), placed, "while it waits, the same form leads to the same payment");
        orders::cancel(&test.shop, &placed.token, Actor::Buyer).await.unwrap();
        assert_eq!(place().await.unwrap(), PlacedOrder { token: placed.token, pay_at: None });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_checkout_a_hundred_times_is_one_order() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3400).stock(10).insert(&test).await;
        let buyer = Buyer::with(&test, &[(cup.variant(), 1)]).await;
        let form = buyer.form(&test).await;
        let racers: Vec<_> =
            (0..100).map(|_| tokio::spawn(orders::place(Arc::clone(&test.shop), Language::De, buyer.guest, form.clone()))).collect();
        let mut answers: Vec<PlacedOrder> = Vec::new();
        for racer in racers {
            // Also one that comes after the cart was emptied and before it saw the order.
            answers.push(racer.await.unwrap().unwrap());
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        assert_eq!(count(&test, "SELECT count(*) FROM orders").await, 1);
        assert_eq!(test.sandbox.control().payments().len(), 1);
        assert_eq!(levels(&test, cup.variant()).await, (9, 1, 0));

        let mut other = form.clone();
        other.address.city = "Bern".into();
        let error = orders::place(Arc::clone(&test.shop), Language::De, buyer.guest, other).await.unwrap_err();
        assert!(matches!(error, Error::Refused(Refusal::Order(OrderRefusal::CheckoutReused))), "{error:?}");
    })
    .await;
}

/// The worst moment for a form that is sent twice: it does not see the order yet, and then finds the cart emptied by it.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_was_overtaken_by_itself_gets_the_same_answer() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3400).stock(10).insert(&test).await;
        let buyer = Buyer::with(&test, &[(cup.variant(), 1)]).await;
        let form = buyer.form(&test).await;
        let first = orders::place(Arc::clone(&test.shop), Language::De, buyer.guest, form.clone()).await.unwrap();

        // The second one is stopped after it looked for the order, which it is not shown, and before it looks into the cart.
        sqlx::query("UPDATE orders SET checkout_key = NULL").execute(&test.shop.pool).await.unwrap();
        let mut closed = test.shop.begin().await.unwrap();
        sqlx::query("LOCK TABLE ephemeral_entries IN EXCLUSIVE MODE").execute(&mut *closed).await.unwrap();
        let second = tokio::spawn(orders::place(Arc::clone(&test.shop), Language::De, buyer.guest, form.clone()));
        let waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'ephemeral_entries'::regclass
                       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        while count(&test, waiting).await == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        sqlx::query("UPDATE orders SET checkout_key = $1").bind(form.checkout_key).execute(&test.shop.pool).await.unwrap();
        closed.rollback().await.unwrap();

        assert_eq!(second.await.unwrap().unwrap(), first);
        assert_eq!(count(&test, "SELECT count(*) FROM ephemeral_entries WHERE key LIKE 'checkout:%'").await, 0, "the next checkout is new");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_buyers_race_for_five_pieces() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3400).stock(5).insert(&test).await;
        let mut ready = Vec::new();
        for _ in 0..200 {
            let buyer = Buyer::with(&test, &[(cup.variant(), 1)]).await;
            let form = buyer.form(&test).await;
            ready.push((buyer.guest, form));
        }
        let racers: Vec<_> =
            ready.into_iter().map(|(guest, form)| tokio::spawn(orders::place(Arc::clone(&test.shop), Language::De, guest, form))).collect();
        let (mut orders, mut sold_out) = (0, 0);
        for racer in racers {
            match racer.await.unwrap() {
                Ok(_) => orders += 1,
                Err(Error::Refused(Refusal::Order(OrderRefusal::OutOfStock { left: 0, .. }))) => sold_out += 1,
                Err(error) => panic!("{error:?}"),
            }
        }
        assert_eq!((orders, sold_out), (5, 195));
        assert_eq!(count(&test, "SELECT count(*) FROM orders").await, 5);
        assert_eq!(levels(&test, cup.variant()).await, (0, 5, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn carts_with_the_same_variants_in_another_order_do_not_block_each_other() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3400).stock(100).insert(&test).await;
        let pot = testkit::product().name("kanne").price(12800).stock(100).insert(&test).await;
        let mut racers = Vec::new();
        for turn in 0..40 {
            let mut lines = [(cup.variant(), 1), (pot.variant(), 1)];
            if turn % 2 == 0 {
                lines.reverse();
            }
            let buyer = Buyer::with(&test, &lines).await;
            let form = buyer.form(&test).await;
            racers.push(tokio::spawn(orders::place(Arc::clone(&test.shop), Language::De, buyer.guest, form)));
        }
        for racer in racers {
            racer.await.unwrap().unwrap();
        }
        assert_eq!(levels(&test, cup.variant()).await, (60, 40, 0));
        assert_eq!(levels(&test, pot.variant()).await, (60, 40, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_price_is_shown_before_it_is_charged() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3400).stock(10).insert(&test).await;
        let buyer = Buyer::with(&test, &[(cup.variant(), 1)]).await;
        let mut form = buyer.form(&test).await;
        sqlx::query("UPDATE catalog_variants SET price = 3900").execute(&test.shop.pool).await.unwrap();

        let error = orders::place(Arc::clone(&test.shop), Language::De, buyer.guest, form.clone()).await.unwrap_err();
        assert!(matches!(error, Error::Refused(Refusal::Order(OrderRefusal::CartChanged { total: 4690 }))), "{error:?}");
        assert_eq!(count(&test, "SELECT count(*) FROM orders").await, 0);
        assert_eq!(levels(&test, cup.variant()).await, (10, 0, 0));

        form.seen_total = 4690;
        let placed = orders::place(Arc::clone(&test.shop), Language::De, buyer.guest, form).await.unwrap();
        assert_eq!(orders::find(&test.shop, &placed.token).await.unwrap().total, 4690);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn prices_that_change_against_each_other_are_shown_too() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3400).stock(10).insert(&test).await;
        let pot = testkit::product().name("kanne").price(12800).stock(10).insert(&test).await;
        let lines = [(cup.variant(), 1), (pot.variant(), 1)];
        for owner in [CartOwner::Guest(Buyer::with(&test, &lines).await.guest), CartOwner::Account(testkit::account())] {
            if let CartOwner::Account(_) = owner {
                for (variant, quantity) in lines {
                    services::cart::add(&test.shop, Language::De, owner, variant, quantity).await.unwrap();
                }
            }
            let checkout = orders::checkout(&test.shop, Language::De, Some(owner)).await.unwrap();
            let mut form = CheckoutForm { seen_lines: checkout.form.seen_lines, ..test.form_of(owner).await };
            for sql in [
                "UPDATE catalog_variants SET price = price + 100 WHERE id = $1",
                "UPDATE catalog_variants SET price = price - 100 WHERE id <> $1",
            ] {
                sqlx::query(sql).bind(cup.variant().0).execute(&test.shop.pool).await.unwrap();
            }
            let total = form.seen_total;
            let error = orders::place(Arc::clone(&test.shop), Language::De, owner, form.clone()).await.unwrap_err();
            assert!(matches!(error, Error::Refused(Refusal::Order(OrderRefusal::CartChanged { total: now })) if now == total), "{error:?}");
            let shown = orders::checkout(&test.shop, Language::De, Some(owner)).await.unwrap();
            assert!(shown.cart.lines.iter().all(|line| matches!(line.change, Some(LineChange::Price { .. }))));
            form.seen_lines = shown.form.seen_lines;
            orders::place(Arc::clone(&test.shop), Language::De, owner, form).await.unwrap();
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_wrong_field_is_named_and_nothing_entered_is_lost() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3400).stock(10).insert(&test).await;
        let buyer = Buyer::with(&test, &[(cup.variant(), 1)]).await;
        let mut form = buyer.form(&test).await;
        form.email = "anna@".into();
        form.address.postal_code = "60".into();
        form.address.street = String::new();
        form.payment_method = "gold".into();
        let error = orders::place(Arc::clone(&test.shop), Language::De, buyer.guest, form.clone()).await.unwrap_err();
        let Error::Invalid(fields) = error else { panic!("{error:?}") };
        let named: Vec<_> = fields.iter().map(|field| (field.field.as_str(), field.problem)).collect();
        assert_eq!(
            named,
            [
                ("email", FieldProblem::Malformed),
                ("street", FieldProblem::Required),
                ("postal_code", FieldProblem::Malformed),
                ("payment_method", FieldProblem::Unknown)
            ]
        );
        let shown = orders::checkout(&test.shop, Language::De, Some(buyer.guest.into())).await.unwrap();
        assert_eq!((shown.form.email.as_str(), shown.form.address.name.as_str()), ("anna@", form.address.name.as_str()));
        assert_eq!(shown.cart.lines.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_that_is_over_is_released_once() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3400).stock(10).insert(&test).await;
        let buyer = Buyer::with(&test, &[(cup.variant(), 3)]).await;
        let placed = buyer.place(&test).await.unwrap();
        assert_eq!(orders::expire_unpaid(&test.shop).await.unwrap(), 0, "a hold that lasts is left alone");

        sqlx::query("UPDATE orders SET hold_expires_at = now() - interval '1 second'").execute(&test.shop.pool).await.unwrap();
        let racers: Vec<_> = (0..10)
            .map(|_| {
                let shop = Arc::clone(&test.shop);
                tokio::spawn(async move { orders::expire_unpaid(&shop).await.unwrap() })
            })
            .collect();
        let mut expired = 0;
        for racer in racers {
            expired += racer.await.unwrap();
        }
        assert_eq!(expired, 1);
        assert_eq!(levels(&test, cup.variant()).await, (10, 0, 0));
        assert_eq!(orders::find(&test.shop, &placed.token).await.unwrap().state, OrderState::Expired);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_stock_did_cannot_be_written_anew() {
    TestShop::run(|test| async move {
        testkit::product().name("tasse").price(3400).stock(10).insert(&test).await;
        let changed = sqlx::query("DELETE FROM stock_movements").execute(&test.shop.pool).await;
        assert!(changed.is_err(), "movements are append-only");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_did_not_pay_in_time_is_told_once_and_can_order_again() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3400).stock(10).insert(&test).await;
        let pot = testkit::product().name("kanne").price(12_800).stock(10).insert(&test).await;
        let buyer = Buyer::with(&test, &[(cup.variant(), 3), (pot.variant(), 1)]).await;
        let placed = buyer.place(&test).await.unwrap();
        sqlx::query("UPDATE orders SET hold_expires_at = now() - interval '1 second'").execute(&test.shop.pool).await.unwrap();
        assert_eq!(orders::expire_unpaid(&test.shop).await.unwrap(), 1);
        assert_eq!(orders::expire_unpaid(&test.shop).await.unwrap(), 0);
        services::mail::deliver(&test.shop).await.unwrap();
        let order = orders::find(&test.shop, &placed.token).await.unwrap();
        let mails = test.sandbox.control().mails_to(&order.email);
        assert_eq!(mails.len(), 1);
        assert!(mails[0].subject.contains(&order.number));
        assert!(mails[0].text.as_deref().unwrap_or_default().contains(&format!("/de/orders/{}", placed.token)));

        // The pot is gone meanwhile: the cups come back, and nothing fails.
        sqlx::query("UPDATE catalog_variants SET archived_at = now() WHERE id = $1")
            .bind(pot.variant().0)
            .execute(&test.shop.pool)
            .await
            .unwrap();
        let cart = orders::order_again(&test.shop, Language::De, buyer.guest, &placed.token).await.unwrap();
        assert_eq!(cart.lines.iter().map(|line| (line.variant, line.quantity)).collect::<Vec<_>>(), [(cup.variant(), 3)]);
        let error = orders::order_again(&test.shop, Language::De, buyer.guest, "no-such-token").await.unwrap_err();
        assert!(matches!(error, Error::NotFound), "{error:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_charged_is_not_told_that_the_order_is_over() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3400).stock(10).insert(&test).await;
        Buyer::with(&test, &[(cup.variant(), 1)]).await.place(&test).await.unwrap();
        sqlx::query("UPDATE payments SET state = 'quarantined'").execute(&test.shop.pool).await.unwrap();
        sqlx::query("UPDATE orders SET hold_expires_at = now() - interval '1 second'").execute(&test.shop.pool).await.unwrap();
        assert_eq!(orders::expire_unpaid(&test.shop).await.unwrap(), 1);
        assert_eq!(count(&test, "SELECT count(*) FROM mail_outbox WHERE kind = 'order_expired'").await, 0);
    })
    .await;
}

async fn count(test: &TestShop, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&test.shop.pool).await.unwrap()
}
