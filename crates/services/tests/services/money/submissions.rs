//! How refunds reach Mollie: its rule of an hour, answers that are lost, and refunds that somebody else made.

use std::time::Duration;

use domain::{
    money::Money,
    orders::OrderState,
    payments::{RefundReason, RefundState},
};
use gateways::payment::CreateRefund;
use sandbox::Knob;
use services::payments::{self, Outcome};
use testkit::TestShop;
use uuid::Uuid;

use crate::money::lab::{STAFF, TOTAL, alerts, due, given_back, paid, payment_of, refunds_arrive, request, settle, staffed, state, view};

#[tokio::test(flavor = "multi_thread")]
async fn a_twin_within_the_hour_waits_and_is_not_lost() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let payment = payment_of(&test, &order.id).await;
        payments::refund(&test.shop, STAFF, &request(payment, Some(500), 1)).await.unwrap();
        let twin = payments::refund(&test.shop, STAFF, &request(payment, Some(500), 2)).await.unwrap();
        let wait = twin.not_before.unwrap() - twin.requested_at;
        assert!(wait.num_minutes() >= 60, "known beforehand: Mollie need not be asked");
        assert_eq!(payments::submit_refunds(&test.shop).await.unwrap(), 1);

        // Asked all the same, Mollie refuses; the twin waits on.
        due(&test).await;
        assert_eq!(payments::submit_refunds(&test.shop).await.unwrap(), 0);
        let shown = view(&test, &order).await.refunds;
        assert_eq!((shown[1].state, given_back(&test, &order.id)), (RefundState::Requested, 500));
        assert!(shown[1].not_before.unwrap() > shown[1].requested_at + chrono::TimeDelta::minutes(60));

        test.sandbox.control().advance(Duration::from_mins(61));
        due(&test).await;
        assert_eq!(payments::submit_refunds(&test.shop).await.unwrap(), 1);
        assert_eq!(given_back(&test, &order.id), 1000);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_whose_answer_is_lost_is_made_once_even_after_the_keys_hour() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let payment = payment_of(&test, &order.id).await;
        payments::refund(&test.shop, STAFF, &request(payment, Some(500), 1)).await.unwrap();
        let control = test.sandbox.control();
        control.set_fault(Knob::MollieDrop, 1, None);
        assert_eq!(payments::submit_refunds(&test.shop).await.unwrap(), 0);
        assert_eq!((view(&test, &order).await.refunds[0].state, given_back(&test, &order.id)), (RefundState::Requested, 500));

        control.reset_faults();
        control.advance(Duration::from_hours(3));
        due(&test).await;
        payments::submit_refunds(&test.shop).await.unwrap();
        assert_eq!(given_back(&test, &order.id), 500, "Mollie's books were looked at first");
        assert_eq!(view(&test, &order).await.refunds[0].state, RefundState::Refunded);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mollie_that_is_away_or_short_of_money_delays_a_refund_only() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let payment = payment_of(&test, &order.id).await;
        payments::refund(&test.shop, STAFF, &request(payment, None, 1)).await.unwrap();
        let control = test.sandbox.control();
        for status in [503, 429, 500] {
            control.set_fault(Knob::MollieStatus, status, None);
            assert_eq!(payments::submit_refunds(&test.shop).await.unwrap(), 0, "{status}");
            assert_eq!(payments::submit_refunds(&test.shop).await.unwrap(), 0, "not again at once");
            due(&test).await;
        }
        control.reset_faults();
        control.set_fault(Knob::MollieGarbage, 1, None);
        assert_eq!(payments::submit_refunds(&test.shop).await.unwrap(), 0);
        due(&test).await;
        control.reset_faults();
        control.set_fault(Knob::MollieRefundQueued, 1, None);
        payments::submit_refunds(&test.shop).await.unwrap();
        assert_eq!(given_back(&test, &order.id), TOTAL);
        settle(&test, &order.id).await;
        control.reset_faults();
        for _ in 0..3 {
            refunds_arrive(&test, &order.id).await;
        }
        assert_eq!((state(&test, &order).await, given_back(&test, &order.id)), (OrderState::Refunded, TOTAL));
    })
    .await;
}

/// As staff would in Mollie's dashboard.
async fn refund_at_mollie(test: &TestShop, id: &str, minor: i64) {
    let request = CreateRefund {
        amount: Money::rappen(minor),
        description: "by hand".into(),
        reference: "somebody".into(),
        idempotency_key: Uuid::from_u128(minor.unsigned_abs().into()),
    };
    test.shop.gateways.named("mollie").unwrap().refund(id, &request).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_given_back_in_mollies_dashboard_counts() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let payment = payment_of(&test, &order.id).await;
        refund_at_mollie(&test, &order.id, 4000).await;
        assert_eq!(settle(&test, &order.id).await, Outcome::MoneyMovedBack);
        let shown = view(&test, &order).await.refunds;
        assert_eq!((shown.len(), shown[0].reason, shown[0].amount), (1, RefundReason::AtGateway, 4000));
        assert_eq!(payments::refund(&test.shop, STAFF, &request(payment, None, 1)).await.unwrap().amount, 190);
        payments::submit_refunds(&test.shop).await.unwrap();
        refunds_arrive(&test, &order.id).await;
        assert_eq!(state(&test, &order).await, OrderState::Refunded);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dashboards_refund_that_leaves_no_room_for_ours_calls_staff_once() {
    staffed()
        .run(|test| async move {
            let order = paid(&test).await;
            let payment = payment_of(&test, &order.id).await;
            payments::refund(&test.shop, STAFF, &request(payment, None, 1)).await.unwrap();
            refund_at_mollie(&test, &order.id, 4000).await;
            for _ in 0..2 {
                assert_eq!(settle(&test, &order.id).await, Outcome::NoNews);
                assert_eq!(alerts(&test).await, ["[Astris] A refund that does not fit"]);
            }
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_mollie_will_not_give_back_fails_and_calls_staff() {
    staffed()
        .run(|test| async move {
            let order = paid(&test).await;
            let payment = payment_of(&test, &order.id).await;
            payments::refund(&test.shop, STAFF, &request(payment, None, 1)).await.unwrap();
            refund_at_mollie(&test, &order.id, 4000).await;
            assert_eq!(payments::submit_refunds(&test.shop).await.unwrap(), 0);
            assert_eq!(view(&test, &order).await.refunds[0].state, RefundState::Failed);
            assert_eq!(alerts(&test).await, ["[Astris] A refund did not work"]);
            settle(&test, &order.id).await;
            assert_eq!(view(&test, &order).await.refunds[1].amount, 4000);
            assert_eq!(given_back(&test, &order.id), 4000);
        })
        .await;
}
