//! Payments against the stand-in for Mollie, over HTTP: whatever it says, how often and in which order, the books are right.

use std::{sync::Arc, time::Duration};

use crate::buying::{Buyer, levels};
use domain::{
    failure::Refusal,
    language::Language,
    orders::OrderState,
    payments::{PaymentRefusal, PaymentState},
};
use sandbox::Knob;
use services::{
    error::Error,
    mail, orders,
    payments::{self, Outcome},
};
use testkit::TestShop;

/// An order over one cup, with Mollie's id of its payment.
async fn ordered(test: &TestShop) -> (String, String, domain::ids::VariantId) {
    let cup = testkit::product().name("tasse").price(3400).stock(10).insert(test).await;
    let placed = Buyer::with(test, &[(cup.variant(), 1)]).await.place(test).await.unwrap();
    let id = test.sandbox.control().payments().last().unwrap().id.clone();
    (placed.token, id, cup.variant())
}

async fn state_of(test: &TestShop, token: &str) -> OrderState {
    orders::find(&test.shop, token).await.unwrap().state
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_notices_and_the_return_page_are_one_payment_and_one_mail() {
    TestShop::run(|test| async move {
        let (token, id, cup) = ordered(&test).await;
        test.sandbox.control().set_status(&id, PaymentState::Paid).unwrap();
        let mut racers = Vec::new();
        for _ in 0..50 {
            let (shop, id) = (Arc::clone(&test.shop), id.clone());
            racers.push(tokio::spawn(async move {
                payments::record_notice(&shop, "mollie", &id).await.unwrap();
                payments::settle(&shop, "mollie", &id).await.unwrap()
            }));
        }
        let (shop, page) = (Arc::clone(&test.shop), token.clone());
        let page = tokio::spawn(async move { payments::settle_order(&shop, &page).await.unwrap() });
        let mut news = Vec::new();
        for racer in racers {
            news.push(racer.await.unwrap());
        }
        page.await.unwrap();
        // The page may have been first; nobody else has seen anything but what is known.
        let first = news.iter().filter(|outcome| **outcome == Outcome::OrderPaid).count();
        assert!(first <= 1 && news.iter().filter(|outcome| **outcome == Outcome::NoNews).count() == 50 - first, "{news:?}");
        payments::work_notices(&test.shop).await.unwrap();

        let order = orders::find(&test.shop, &token).await.unwrap();
        assert_eq!(order.state, OrderState::Paid);
        assert_eq!(order.history.iter().filter(|line| line.state == OrderState::Paid).count(), 1);
        assert_eq!(levels(&test, cup).await, (9, 0, 1));
        assert_eq!(mails_waiting(&test).await, 1);
        assert_eq!(mail::deliver(&test.shop).await.unwrap(), 1);
        assert_eq!(mail::deliver(&test.shop).await.unwrap(), 0);
        let mails = test.sandbox.control().mails_to(&order.email);
        assert_eq!(mails.len(), 1);
        assert!(mails[0].subject.contains(&order.number));
        assert!(mails[0].text.as_deref().unwrap_or_default().contains("CHF\u{a0}41.90"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_try_can_be_followed_by_another_and_its_late_news_change_nothing() {
    TestShop::run(|test| async move {
        let (token, first, cup) = ordered(&test).await;
        let control = test.sandbox.control();
        control.set_status(&first, PaymentState::Failed).unwrap();
        assert_eq!(payments::settle(&test.shop, "mollie", &first).await.unwrap(), Outcome::PaymentMoved);
        let shown = orders::find(&test.shop, &token).await.unwrap();
        assert!(shown.payment.unwrap().may_retry);

        let retried = payments::retry(Arc::clone(&test.shop), &token, "twint").await.unwrap();
        assert!(retried.pay_at.is_some());
        let again = payments::retry(Arc::clone(&test.shop), &token, "twint").await.unwrap();
        assert_eq!(again, retried, "an open try is gone on with, not doubled");
        let second = control.payments().last().unwrap().id.clone();
        assert_ne!(first, second);
        assert_eq!(control.payments().len(), 2);

        control.set_status(&second, PaymentState::Paid).unwrap();
        assert_eq!(payments::settle(&test.shop, "mollie", &second).await.unwrap(), Outcome::OrderPaid);
        control.set_status(&first, PaymentState::Expired).unwrap();
        for id in [&first, &second] {
            assert_eq!(payments::settle(&test.shop, "mollie", id).await.unwrap(), Outcome::NoNews);
        }
        assert_eq!(state_of(&test, &token).await, OrderState::Paid);
        assert_eq!(levels(&test, cup).await, (9, 0, 1));

        let error = payments::retry(Arc::clone(&test.shop), &token, "twint").await.unwrap_err();
        assert!(matches!(error, Error::Refused(Refusal::Payment(PaymentRefusal::AlreadyPaid))), "{error:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn paying_twice_is_seen_and_changes_neither_order_nor_stock() {
    TestShop::run(|test| async move {
        let (token, first, cup) = ordered(&test).await;
        let control = test.sandbox.control();
        control.set_status(&first, PaymentState::Failed).unwrap();
        payments::settle(&test.shop, "mollie", &first).await.unwrap();
        payments::retry(Arc::clone(&test.shop), &token, "twint").await.unwrap();
        let second = control.payments().last().unwrap().id.clone();
        control.set_status(&second, PaymentState::Paid).unwrap();
        assert_eq!(payments::settle(&test.shop, "mollie", &second).await.unwrap(), Outcome::OrderPaid);
        control.set_status(&first, PaymentState::Paid).unwrap();
        assert_eq!(payments::settle(&test.shop, "mollie", &first).await.unwrap(), Outcome::PaidTwice);
        assert_eq!(levels(&test, cup).await, (9, 0, 1));
        assert_eq!(mails_waiting(&test).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_amount_than_the_orders_is_quarantined() {
    TestShop::run(|test| async move {
        let (token, id, cup) = ordered(&test).await;
        sqlx::query("UPDATE payments SET amount = amount - 1").execute(&test.shop.pool).await.unwrap();
        test.sandbox.control().set_status(&id, PaymentState::Paid).unwrap();
        assert_eq!(payments::settle(&test.shop, "mollie", &id).await.unwrap(), Outcome::Quarantined);
        assert_eq!(payments::settle(&test.shop, "mollie", &id).await.unwrap(), Outcome::NoNews);
        assert_eq!(state_of(&test, &token).await, OrderState::AwaitingPayment);
        assert_eq!(levels(&test, cup).await, (9, 1, 0));
        assert_eq!(mails_waiting(&test).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_after_the_hold_takes_the_goods_anew_if_they_are_there() {
    TestShop::run(|test| async move {
        let (token, id, cup) = ordered(&test).await;
        let control = test.sandbox.control();
        lapse(&test).await;
        assert_eq!(levels(&test, cup).await, (10, 0, 0));
        control.set_status(&id, PaymentState::Paid).unwrap();
        assert_eq!(payments::settle(&test.shop, "mollie", &id).await.unwrap(), Outcome::OrderPaid);
        assert_eq!(state_of(&test, &token).await, OrderState::Paid);
        assert_eq!(levels(&test, cup).await, (9, 0, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_after_the_goods_are_gone_is_owed_back() {
    TestShop::run(|test| async move {
        let (token, id, cup) = ordered(&test).await;
        lapse(&test).await;
        Buyer::with(&test, &[(cup, 10)]).await.place(&test).await.unwrap();
        test.sandbox.control().set_status(&id, PaymentState::Paid).unwrap();
        assert_eq!(payments::settle(&test.shop, "mollie", &id).await.unwrap(), Outcome::RefundOwed);
        assert_eq!(state_of(&test, &token).await, OrderState::Expired);
        assert_eq!(levels(&test, cup).await, (0, 10, 0));
        assert_eq!(mails_waiting(&test).await, 2, "the buyer is told that the order is over, and that the money goes back");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_whose_hold_is_over_is_not_paid_again() {
    TestShop::run(|test| async move {
        let (token, id, _) = ordered(&test).await;
        test.sandbox.control().set_status(&id, PaymentState::Canceled).unwrap();
        payments::settle(&test.shop, "mollie", &id).await.unwrap();
        lapse(&test).await;
        let error = payments::retry(Arc::clone(&test.shop), &token, "twint").await.unwrap_err();
        assert!(matches!(error, Error::Refused(Refusal::Payment(PaymentRefusal::HoldOver))), "{error:?}");
        let unknown = payments::retry(Arc::clone(&test.shop), &token, "gold").await.unwrap_err();
        assert!(matches!(unknown, Error::Invalid(_)), "{unknown:?}");
        let foreign = payments::retry(Arc::clone(&test.shop), "no such token", "twint").await.unwrap_err();
        assert!(matches!(foreign, Error::NotFound), "{foreign:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_ids_change_nothing_and_end() {
    TestShop::run(|test| async move {
        let (token, _, _) = ordered(&test).await;
        for id in ["tr_unknown", "x", "../../v2/payments", "tr_'; DROP TABLE orders; --"] {
            payments::record_notice(&test.shop, "mollie", id).await.unwrap();
            assert_eq!(payments::settle(&test.shop, "mollie", id).await.unwrap(), Outcome::Unknown);
        }
        payments::record_notice(&test.shop, "mollie", &"x".repeat(10_000)).await.unwrap();
        for _ in 0..3 {
            sqlx::query("UPDATE payments_notices SET next_attempt_at = now()").execute(&test.shop.pool).await.unwrap();
            payments::work_notices(&test.shop).await.unwrap();
        }
        let open: i64 =
            sqlx::query_scalar("SELECT count(*) FROM payments_notices WHERE done_at IS NULL").fetch_one(&test.shop.pool).await.unwrap();
        assert_eq!(open, 0);
        assert_eq!(state_of(&test, &token).await, OrderState::AwaitingPayment);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_is_down_leaves_an_order_that_is_paid_later() {
    TestShop::run(|test| async move {
        for (knob, value) in [(Knob::MollieStatus, 503), (Knob::MollieStatus, 429), (Knob::MollieStatus, 500)] {
            let control = test.sandbox.control();
            control.forget();
            control.set_fault(knob, value, None);
            let cup = testkit::product().name(&format!("tasse-{value}")).price(3400).stock(10).insert(&test).await;
            let placed = Buyer::with(&test, &[(cup.variant(), 1)]).await.place(&test).await.unwrap();
            assert_eq!(placed.pay_at, None, "{knob:?} {value}");
            let shown = orders::find(&test.shop, &placed.token).await.unwrap();
            assert!(shown.payment.unwrap().may_retry);
            assert_eq!(control.payments().len(), 0);

            control.reset_faults();
            let retried = payments::retry(Arc::clone(&test.shop), &placed.token, "twint").await.unwrap();
            assert!(retried.pay_at.is_some());
            assert_eq!(control.payments().len(), 1);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_lost_is_still_one_payment() {
    TestShop::run(|test| async move {
        let control = test.sandbox.control();
        control.set_fault(Knob::MollieDrop, 1, None);
        let cup = testkit::product().name("tasse").price(3400).stock(10).insert(&test).await;
        let placed = Buyer::with(&test, &[(cup.variant(), 1)]).await.place(&test).await.unwrap();
        assert_eq!(placed.pay_at, None);
        assert_eq!(control.payments().len(), 1, "Mollie did the work");

        // The webhook comes although we never saw the id: the payment names our record, and Mollie is asked.
        control.reset_faults();
        let id = control.payments()[0].id.clone();
        control.set_status(&id, PaymentState::Paid).unwrap();
        assert_eq!(payments::settle(&test.shop, "mollie", &id).await.unwrap(), Outcome::OrderPaid);
        assert_eq!(state_of(&test, &placed.token).await, OrderState::Paid);
        assert_eq!(control.payments().len(), 1);
    })
    .await;
}

/// Mollie honours a key for an hour. Asked again with it after that, it would make a second payment.
#[tokio::test(flavor = "multi_thread")]
async fn a_creation_without_an_answer_is_not_asked_for_again_when_its_key_is_forgotten() {
    TestShop::run(|test| async move {
        let control = test.sandbox.control();
        control.set_fault(Knob::MollieDrop, 1, None);
        let cup = testkit::product().name("tasse").price(3400).stock(10).insert(&test).await;
        let buyer = Buyer::with(&test, &[(cup.variant(), 1)]).await;
        let form = buyer.form(&test).await;
        let place = || orders::place(Arc::clone(&test.shop), Language::De, buyer.guest, form.clone());
        let placed = place().await.unwrap();
        control.reset_faults();
        sqlx::query("UPDATE payments SET created_at = now() - interval '56 minutes'").execute(&test.shop.pool).await.unwrap();
        sqlx::query("UPDATE orders SET hold_expires_at = now() + interval '1 hour'").execute(&test.shop.pool).await.unwrap();

        assert_eq!(place().await.unwrap().pay_at, None, "the form sent again");
        assert_eq!(control.payments().len(), 1, "nothing was made a second time");
        let retried = payments::retry(Arc::clone(&test.shop), &placed.token, "twint").await.unwrap();
        assert!(retried.pay_at.is_some(), "another attempt is a payment of its own");
        assert_eq!(control.payments().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reconciliation_does_without_webhooks() {
    TestShop::run(|test| async move {
        let control = test.sandbox.control();
        control.set_fault(Knob::WebhookNever, 1, None);
        let (token, id, cup) = ordered(&test).await;
        control.set_fault(Knob::MollieStatus, 503, None);
        let unanswered = Buyer::with(&test, &[(cup, 1)]).await.place(&test).await.unwrap();
        control.set_fault(Knob::MollieStatus, 0, None);
        control.set_status(&id, PaymentState::Paid).unwrap();
        assert_eq!(payments::reconcile(&test.shop).await.unwrap(), 0, "too early to ask");

        sqlx::query("UPDATE payments SET created_at = now() - interval '5 minutes', checked_at = NULL")
            .execute(&test.shop.pool)
            .await
            .unwrap();
        assert_eq!(payments::reconcile(&test.shop).await.unwrap(), 2);
        assert_eq!(state_of(&test, &token).await, OrderState::Paid);
        let shown = orders::find(&test.shop, &unanswered.token).await.unwrap();
        assert_eq!(shown.payment.unwrap().state, PaymentState::Open, "what was never answered was asked for again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_from_the_gateway_changes_nothing() {
    TestShop::run(|test| async move {
        let (token, id, _) = ordered(&test).await;
        let control = test.sandbox.control();
        control.set_status(&id, PaymentState::Paid).unwrap();
        control.set_fault(Knob::MollieGarbage, 1, None);
        assert!(payments::settle(&test.shop, "mollie", &id).await.is_err());
        payments::settle_order(&test.shop, &token).await.unwrap();
        assert_eq!(state_of(&test, &token).await, OrderState::AwaitingPayment);
        control.reset_faults();
        payments::settle_order(&test.shop, &token).await.unwrap();
        assert_eq!(state_of(&test, &token).await, OrderState::Paid);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_wait_for_a_provider_that_is_down_and_arrive_once() {
    TestShop::run(|test| async move {
        let (token, id, _) = ordered(&test).await;
        let control = test.sandbox.control();
        control.set_status(&id, PaymentState::Paid).unwrap();
        payments::settle(&test.shop, "mollie", &id).await.unwrap();

        for (knob, value) in [(Knob::ResendStatus, 500), (Knob::ResendStatus, 429), (Knob::ResendDrop, 1)] {
            control.reset_faults();
            control.set_fault(knob, value, None);
            assert_eq!(mail::deliver(&test.shop).await.unwrap(), 0, "{knob:?}");
            assert_eq!(mails_waiting(&test).await, 1, "{knob:?}");
            sqlx::query("UPDATE mail_outbox SET next_attempt_at = now()").execute(&test.shop.pool).await.unwrap();
        }
        control.reset_faults();
        assert_eq!(mail::deliver(&test.shop).await.unwrap(), 1);
        // Resend took it when the connection was dropped; the idempotency key kept it from going out again.
        let order = orders::find(&test.shop, &token).await.unwrap();
        assert_eq!(control.mails_to(&order.email).len(), 1);
        assert_eq!(order.language, Language::De);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_gateway_does_not_hold_the_buyer_up() {
    TestShop::run(|test| async move {
        let (token, _, _) = ordered(&test).await;
        test.sandbox.control().set_fault(Knob::MollieSlowMs, 60_000, None);
        let patience = test.shop.settings.gateway_patience + Duration::from_secs(2);
        tokio::time::timeout(patience, payments::settle_order(&test.shop, &token)).await.expect("within the patience").unwrap();
        assert_eq!(state_of(&test, &token).await, OrderState::AwaitingPayment);
    })
    .await;
}

/// Lets all holds run out.
async fn lapse(test: &TestShop) {
    sqlx::query("UPDATE orders SET hold_expires_at = now() - interval '1 second' WHERE state = 'awaiting_payment'")
        .execute(&test.shop.pool)
        .await
        .unwrap();
    orders::expire_unpaid(&test.shop).await.unwrap();
}

/// Mails that are to be sent.
async fn mails_waiting(test: &TestShop) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM mail_outbox WHERE state = 'waiting'").fetch_one(&test.shop.pool).await.unwrap()
}
