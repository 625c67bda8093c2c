//! Orders that are called off, and money that arrives all the same.

use std::sync::Arc;

use domain::{
    failure::Refusal,
    orders::{OrderRefusal, OrderState},
    payments::{PaymentRefusal, PaymentState, RefundReason},
};
use sandbox::Knob;
use services::{
    error::Error,
    orders::{self, Actor},
    payments::{self, Outcome},
};
use testkit::{Options, TestShop};

use crate::buying::{Buyer, levels};
use crate::money::lab::{
    Ordered, STAFF, TOTAL, alerts, given_back, lapse, mails, ordered, paid, pay, pay_again, refunds_arrive, settle, sql, staffed, state,
    view,
};

/// A shop whose open TWINT payments can be called off at Mollie.
fn cancelable() -> Options {
    Options::default().sandbox(sandbox::Settings {
        resend_rate: 10_000,
        cancelable_methods: vec!["twint".into()],
        ..sandbox::Settings::default()
    })
}

fn status(test: &TestShop, id: &str) -> PaymentState {
    test.sandbox.control().payment(id).unwrap().status
}

#[tokio::test(flavor = "multi_thread")]
async fn the_buyer_calls_an_unpaid_order_off_once_and_its_payment_with_it() {
    cancelable()
        .run(|test| async move {
            let order = ordered(&test).await;
            let mut racers = Vec::new();
            for _ in 0..10 {
                let (shop, token) = (Arc::clone(&test.shop), order.token.clone());
                racers.push(tokio::spawn(async move { orders::cancel(&shop, &token, Actor::Buyer).await.unwrap().state }));
            }
            for racer in racers {
                assert_eq!(racer.await.unwrap(), OrderState::Cancelled);
            }
            assert_eq!(levels(&test, order.cup).await, (10, 0, 0));
            assert_eq!(mails(&test, "order_cancelled").await, 1);
            let error = payments::retry(Arc::clone(&test.shop), &order.token, "twint").await.unwrap_err();
            assert!(matches!(error, Error::Refused(Refusal::Payment(PaymentRefusal::HoldOver))), "{error:?}");

            assert_eq!(payments::cancel_open(&test.shop).await.unwrap(), 1);
            assert_eq!(status(&test, &order.id), PaymentState::Canceled);
            assert_eq!(view(&test, &order).await.payment.unwrap().state, PaymentState::Canceled);
            assert_eq!(payments::cancel_open(&test.shop).await.unwrap(), 0);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_payments_end_is_finished_after_a_crash_or_a_silent_mollie() {
    cancelable()
        .run(|test| async move {
            let order = ordered(&test).await;
            test.sandbox.control().set_fault(Knob::MollieStatus, 503, None);
            orders::cancel(&test.shop, &order.token, STAFF).await.unwrap();
            assert_eq!(payments::cancel_open(&test.shop).await.unwrap(), 0);
            test.sandbox.control().reset_faults();
            assert_eq!(payments::cancel_open(&test.shop).await.unwrap(), 0, "not again at once");
            sql(&test, "UPDATE payments SET cancel_tried_at = now() - interval '1 hour'").await;
            assert_eq!(payments::cancel_open(&test.shop).await.unwrap(), 1);
            assert_eq!(status(&test, &order.id), PaymentState::Canceled);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attempt_that_mollie_does_not_let_go_stays_and_others_are_left_alone() {
    TestShop::run(|test| async move {
        let called_off = ordered(&test).await;
        let waiting = Buyer::with(&test, &[(called_off.cup, 1)]).await.place(&test).await.unwrap();
        orders::cancel(&test.shop, &called_off.token, Actor::Buyer).await.unwrap();
        assert_eq!(payments::cancel_open(&test.shop).await.unwrap(), 0);
        assert_eq!(status(&test, &called_off.id), PaymentState::Open);
        let tried: i64 =
            sqlx::query_scalar("SELECT count(*) FROM payments WHERE cancel_attempts > 0").fetch_one(&test.shop.pool).await.unwrap();
        assert_eq!(tried, 1);
        assert_eq!(orders::find(&test.shop, &waiting.token).await.unwrap().state, OrderState::AwaitingPayment);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn paid_orders_and_foreign_ones_are_not_called_off() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let error = orders::cancel(&test.shop, &order.token, Actor::Buyer).await.unwrap_err();
        assert!(matches!(error, Error::Refused(Refusal::Order(OrderRefusal::WrongState { state: OrderState::Paid }))), "{error:?}");
        assert!(matches!(orders::cancel(&test.shop, "no such token", Actor::Buyer).await, Err(Error::NotFound)));
        for actor in [Actor::Gateway, Actor::Schedule] {
            assert!(matches!(orders::cancel(&test.shop, &order.token, actor).await, Err(Error::Forbidden)));
        }
        assert_eq!(levels(&test, order.cup).await, (9, 0, 1));
        assert_eq!(mails(&test, "order_cancelled").await, 0);
    })
    .await;
}

/// The money of an order that cannot take it any more goes back by itself, and everybody is told once.
async fn goes_back(test: &TestShop, order: &Ordered, reason: RefundReason) {
    assert_eq!(pay(test, &order.id).await, Outcome::RefundOwed);
    assert_eq!(settle(test, &order.id).await, Outcome::NoNews);
    let refunds = view(test, order).await.refunds;
    assert_eq!((refunds.len(), refunds[0].amount, refunds[0].reason), (1, TOTAL, reason));
    assert_eq!((mails(test, "payment_returned").await, mails(test, "order_confirmation").await), (1, 0));
    assert_eq!(alerts(test).await.len(), 1);
    assert_eq!(payments::submit_refunds(&test.shop).await.unwrap(), 1);
    refunds_arrive(test, &order.id).await;
    assert_eq!((given_back(test, &order.id), mails(test, "refund_confirmation").await), (TOTAL, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn money_for_an_order_that_was_called_off_goes_back() {
    staffed()
        .run(|test| async move {
            let order = ordered(&test).await;
            orders::cancel(&test.shop, &order.token, Actor::Buyer).await.unwrap();
            goes_back(&test, &order, RefundReason::PaidAfterCancel).await;
            assert_eq!(state(&test, &order).await, OrderState::Cancelled);
            assert_eq!(levels(&test, order.cup).await, (10, 0, 0));
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_after_the_goods_are_gone_goes_back() {
    staffed()
        .run(|test| async move {
            let order = ordered(&test).await;
            lapse(&test).await;
            Buyer::with(&test, &[(order.cup, 10)]).await.place(&test).await.unwrap();
            goes_back(&test, &order, RefundReason::PaidTooLate).await;
            assert_eq!(state(&test, &order).await, OrderState::Expired);
            assert_eq!(levels(&test, order.cup).await, (0, 10, 0));
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn calling_off_and_paying_in_the_same_moment_ends_in_one_of_the_two() {
    TestShop::run(|test| async move {
        for _ in 0..8 {
            let order = ordered(&test).await;
            test.sandbox.control().set_status(&order.id, PaymentState::Paid).unwrap();
            let (called_off, settled) =
                tokio::join!(orders::cancel(&test.shop, &order.token, Actor::Buyer), payments::settle(&test.shop, "mollie", &order.id));
            let shown = view(&test, &order).await;
            match (called_off, settled.unwrap()) {
                (Ok(_), Outcome::RefundOwed) => {
                    assert_eq!((shown.state, shown.refunds.len()), (OrderState::Cancelled, 1));
                    assert_eq!(levels(&test, order.cup).await, (10, 0, 0));
                }
                (Err(Error::Refused(_)), Outcome::OrderPaid) => {
                    assert_eq!((shown.state, shown.refunds.len()), (OrderState::Paid, 0));
                    assert_eq!(levels(&test, order.cup).await, (9, 0, 1));
                }
                other => panic!("{other:?}"),
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn open_attempts_of_a_paid_order_are_called_off() {
    cancelable()
        .run(|test| async move {
            let order = ordered(&test).await;
            // Two tabs: the first attempt was given up here and is open at Mollie still.
            test.sandbox.control().set_status(&order.id, PaymentState::Pending).unwrap();
            settle(&test, &order.id).await;
            sql(&test, "UPDATE orders SET state = 'paid', paid_at = now()").await;
            assert_eq!(payments::cancel_open(&test.shop).await.unwrap(), 1);
            assert_eq!(status(&test, &order.id), PaymentState::Canceled);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sold_is_never_released() {
    TestShop::run(|test| async move {
        let order = ordered(&test).await;
        // As if a payment had come between: the goods are sold, though the order's state says otherwise.
        sql(&test, "UPDATE stock_holds SET state = 'sold'").await;
        sql(&test, "UPDATE stock_buckets SET held = held - 1, sold = sold + 1 WHERE held > 0").await;
        lapse(&test).await;
        assert_eq!((state(&test, &order).await, levels(&test, order.cup).await), (OrderState::Expired, (9, 0, 1)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_payment_is_shown_to_staff_and_given_back_in_one_call() {
    staffed()
        .run(|test| async move {
            let order = ordered(&test).await;
            let second = pay_again(&test, &order).await;
            assert_eq!(alerts(&test).await.len(), 1);
            assert_eq!(levels(&test, order.cup).await, (9, 0, 1));
            assert_eq!((mails(&test, "order_confirmation").await, mails(&test, "payment_returned").await), (1, 0));
            let needs = payments::attention(&test.shop, STAFF).await.unwrap();
            assert_eq!((needs.len(), needs[0].kind, needs[0].amount), (1, domain::payments::AttentionKind::PaidTwice, TOTAL));

            let request =
                payments::RefundRequest { reason: RefundReason::PaidTwice, ..crate::money::lab::request(needs[0].payment, None, 1) };
            payments::refund(&test.shop, STAFF, &request).await.unwrap();
            assert!(payments::attention(&test.shop, STAFF).await.unwrap().is_empty());
            payments::submit_refunds(&test.shop).await.unwrap();
            refunds_arrive(&test, &order.id).await;
            assert_eq!((given_back(&test, &order.id), given_back(&test, &second)), (TOTAL, 0));
            assert_eq!(state(&test, &order).await, OrderState::Paid, "the other payment still pays the order");
        })
        .await;
}
