//! Refunds that staff ask for.

use std::{collections::HashSet, sync::Arc};

use domain::{
    failure::Refusal,
    orders::OrderState,
    payments::{PaymentRefusal, RefundReason, RefundState},
};
use sandbox::Knob;
use services::{
    error::Error,
    orders::Actor,
    payments::{self, Outcome},
};
use testkit::TestShop;

use crate::buying::levels;
use crate::money::lab::{
    STAFF, TOTAL, alerts, due, given_back, mails, ordered, paid, payment_of, refunds_arrive, request, settle, staffed, state, view,
};

#[tokio::test(flavor = "multi_thread")]
async fn all_given_back_ends_the_order_and_returns_the_goods_once() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let payment = payment_of(&test, &order.id).await;
        let refund = payments::refund(&test.shop, STAFF, &request(payment, None, 1)).await.unwrap();
        assert_eq!((refund.amount, refund.state), (TOTAL, RefundState::Requested));
        assert_eq!(payments::submit_refunds(&test.shop).await.unwrap(), 1);
        assert_eq!(payments::submit_refunds(&test.shop).await.unwrap(), 0);
        let shown = view(&test, &order).await;
        assert_eq!((shown.state, shown.refunds[0].state), (OrderState::Paid, RefundState::Pending), "the money is not back yet");
        assert_eq!(levels(&test, order.cup).await, (9, 0, 1));

        refunds_arrive(&test, &order.id).await;
        assert_eq!(settle(&test, &order.id).await, Outcome::NoNews);
        let shown = view(&test, &order).await;
        assert_eq!((shown.state, shown.refunds[0].state), (OrderState::Refunded, RefundState::Refunded));
        assert_eq!(levels(&test, order.cup).await, (10, 0, 0));
        let returns: i64 = sqlx::query_scalar("SELECT count(*) FROM stock_movements WHERE kind = 'return' AND quantity = 1")
            .fetch_one(&test.shop.pool)
            .await
            .unwrap();
        assert_eq!((returns, mails(&test, "refund_confirmation").await), (1, 1));

        let trail: Vec<(Option<String>, String, String)> =
            sqlx::query_as("SELECT before, after, actor FROM payments_history WHERE refund_id = $1 ORDER BY id")
                .bind(refund.id)
                .fetch_all(&test.shop.pool)
                .await
                .unwrap();
        assert_eq!(trail[0], (None, "requested".into(), STAFF.code()));
        assert_eq!(trail.last().unwrap().1, "refunded");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_leave_the_order_paid_and_never_sum_to_more_than_was_paid() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let payment = payment_of(&test, &order.id).await;
        let mut racers = Vec::new();
        for key in 1..=20 {
            let shop = Arc::clone(&test.shop);
            racers.push(tokio::spawn(async move { payments::refund(&shop, STAFF, &request(payment, Some(1000), key)).await }));
        }
        let mut made = 0;
        for racer in racers {
            match racer.await.unwrap() {
                Ok(_) => made += 1,
                Err(Error::Refused(Refusal::Payment(PaymentRefusal::RefundTooLarge { left }))) => assert!(left < 1000, "{left}"),
                Err(error) => panic!("{error:?}"),
            }
        }
        assert_eq!(made, 4);
        let rest = payments::refund(&test.shop, STAFF, &request(payment, None, 50)).await.unwrap();
        assert_eq!(rest.amount, TOTAL - 4000);
        let nothing = payments::refund(&test.shop, STAFF, &request(payment, None, 51)).await.unwrap_err();
        assert!(matches!(nothing, Error::Refused(Refusal::Payment(PaymentRefusal::RefundTooLarge { left: 0 }))), "{nothing:?}");

        // One part is on its way, its twins wait for their hours: the order is paid until the last of it is back.
        assert_eq!(payments::submit_refunds(&test.shop).await.unwrap(), 2);
        refunds_arrive(&test, &order.id).await;
        assert_eq!((state(&test, &order).await, given_back(&test, &order.id)), (OrderState::Paid, 1190));
        assert_eq!(levels(&test, order.cup).await, (9, 0, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_a_hundred_times_is_one_refund() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let payment = payment_of(&test, &order.id).await;
        let mut racers = Vec::new();
        for _ in 0..100 {
            let shop = Arc::clone(&test.shop);
            racers.push(tokio::spawn(async move { payments::refund(&shop, STAFF, &request(payment, Some(500), 9)).await.unwrap().id }));
        }
        let mut ids = HashSet::new();
        for racer in racers {
            ids.insert(racer.await.unwrap());
        }
        assert_eq!(ids.len(), 1);
        let other = payments::refund(&test.shop, STAFF, &request(payment, Some(501), 9)).await.unwrap_err();
        assert!(matches!(other, Error::Refused(Refusal::Payment(PaymentRefusal::RefundReused))), "{other:?}");
        payments::submit_refunds(&test.shop).await.unwrap();
        assert_eq!(given_back(&test, &order.id), 500);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_staff_give_money_back_and_only_what_is_there() {
    TestShop::run(|test| async move {
        let order = ordered(&test).await;
        let payment = payment_of(&test, &order.id).await;
        for actor in [Actor::Buyer, Actor::Gateway, Actor::Schedule] {
            let error = payments::refund(&test.shop, actor, &request(payment, None, 1)).await.unwrap_err();
            assert!(matches!(error, Error::Forbidden), "{error:?}");
            assert!(matches!(payments::attention(&test.shop, actor).await, Err(Error::Forbidden)));
        }
        let unpaid = payments::refund(&test.shop, Actor::Operator, &request(payment, None, 1)).await.unwrap_err();
        assert!(matches!(unpaid, Error::Refused(Refusal::Payment(PaymentRefusal::NotPaid))), "{unpaid:?}");
        for amount in [0, -1, i64::MIN] {
            let error = payments::refund(&test.shop, STAFF, &request(payment, Some(amount), 1)).await.unwrap_err();
            assert!(matches!(&error, Error::Invalid(fields) if fields[0].field == "amount"), "{error:?}");
        }
        let wrong = payments::RefundRequest { reason: RefundReason::AtGateway, remark: "x".repeat(501), ..request(payment, None, 0) };
        let error = payments::refund(&test.shop, STAFF, &wrong).await.unwrap_err();
        let Error::Invalid(fields) = error else { panic!("{error:?}") };
        assert_eq!(fields.iter().map(|field| field.field.as_str()).collect::<Vec<_>>(), ["reason", "key", "remark"]);
        let foreign = domain::ids::PaymentId(uuid::Uuid::from_u128(99));
        assert!(matches!(payments::refund(&test.shop, STAFF, &request(foreign, None, 1)).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_the_bank_refuses_calls_staff_and_can_be_made_again() {
    staffed()
        .run(|test| async move {
            let order = paid(&test).await;
            let payment = payment_of(&test, &order.id).await;
            test.sandbox.control().set_fault(Knob::MollieRefundFails, 1, Some(1));
            payments::refund(&test.shop, STAFF, &request(payment, None, 1)).await.unwrap();
            payments::submit_refunds(&test.shop).await.unwrap();
            refunds_arrive(&test, &order.id).await;
            settle(&test, &order.id).await;
            let shown = view(&test, &order).await;
            assert_eq!((shown.state, shown.refunds[0].state), (OrderState::Paid, RefundState::Failed));
            assert_eq!(alerts(&test).await, ["[Astris] A refund did not work"]);
            assert_eq!(kinds(&test).await, [domain::payments::AttentionKind::RefundFailed]);

            payments::refund(&test.shop, STAFF, &request(payment, None, 2)).await.unwrap();
            due(&test).await;
            payments::submit_refunds(&test.shop).await.unwrap();
            refunds_arrive(&test, &order.id).await;
            assert_eq!((state(&test, &order).await, given_back(&test, &order.id)), (OrderState::Refunded, TOTAL));
            assert!(kinds(&test).await.is_empty());
        })
        .await;
}

async fn kinds(test: &TestShop) -> Vec<domain::payments::AttentionKind> {
    payments::attention(&test.shop, STAFF).await.unwrap().into_iter().map(|need| need.kind).collect()
}
