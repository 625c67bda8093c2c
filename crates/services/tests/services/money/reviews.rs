//! Payments in quarantine, and how staff lead them out.

use domain::{
    failure::Refusal,
    orders::OrderState,
    payments::{AttentionKind, PaymentRefusal, PaymentState, RefundReason, Review},
};
use services::{
    error::Error,
    orders::Actor,
    payments::{self, Outcome},
};
use testkit::TestShop;

use crate::buying::levels;
use crate::money::lab::{
    STAFF, TOTAL, alerts, given_back, lapse, mails, ordered, pay, payment_of, refunds_arrive, request, settle, sql, staffed, state, view,
};

fn refusal(error: Error) -> PaymentRefusal {
    match error {
        Error::Refused(Refusal::Payment(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_equals_the_orders_total_after_all_is_accepted_and_who_did_it_is_written() {
    staffed()
        .run(|test| async move {
            let order = ordered(&test).await;
            let payment = payment_of(&test, &order.id).await;
            // Our own record was wrong; the gateway's amount is the order's.
            sql(&test, "UPDATE payments SET amount = amount - 1").await;
            assert_eq!(pay(&test, &order.id).await, Outcome::Quarantined);
            assert_eq!((state(&test, &order).await, alerts(&test).await.len()), (OrderState::AwaitingPayment, 1));
            assert_eq!(payments::attention(&test.shop, STAFF).await.unwrap()[0].kind, AttentionKind::Quarantined);
            let early = payments::refund(&test.shop, STAFF, &request(payment, None, 1)).await.unwrap_err();
            assert_eq!(refusal(early), PaymentRefusal::NeedsReview);
            assert!(matches!(payments::review(&test.shop, Actor::Buyer, payment, Review::Accept, "").await, Err(Error::Forbidden)));

            let outcome = payments::review(&test.shop, STAFF, payment, Review::Accept, "compared with the statement").await.unwrap();
            assert_eq!((outcome, state(&test, &order).await), (Outcome::OrderPaid, OrderState::Paid));
            assert_eq!((levels(&test, order.cup).await, mails(&test, "order_confirmation").await), ((9, 0, 1), 1));
            let trail: (String, String, String) =
                sqlx::query_as("SELECT after, actor, remark FROM payments_history WHERE before = 'quarantined'")
                    .fetch_one(&test.shop.pool)
                    .await
                    .unwrap();
            assert_eq!(trail, ("paid".into(), STAFF.code(), "compared with the statement".into()));
            let again = payments::review(&test.shop, STAFF, payment, Review::GiveBack, "").await.unwrap_err();
            assert_eq!(refusal(again), PaymentRefusal::NotInReview);
            assert!(payments::attention(&test.shop, STAFF).await.unwrap().is_empty());
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_amount_is_not_accepted_but_given_back() {
    TestShop::run(|test| async move {
        let order = ordered(&test).await;
        let payment = payment_of(&test, &order.id).await;
        // As if the order had been changed after the payment was made: what arrives is not its total.
        sql(&test, "UPDATE orders SET total = total + 10, items_total = items_total + 10").await;
        assert_eq!(pay(&test, &order.id).await, Outcome::Quarantined);
        let error = payments::review(&test.shop, STAFF, payment, Review::Accept, "").await.unwrap_err();
        assert_eq!(refusal(error), PaymentRefusal::AmountDiffers);
        assert_eq!(payments::review(&test.shop, STAFF, payment, Review::GiveBack, "").await.unwrap(), Outcome::RefundOwed);
        let refunds = view(&test, &order).await.refunds;
        assert_eq!((refunds.len(), refunds[0].amount, refunds[0].reason), (1, TOTAL, RefundReason::WrongAmount));
        assert_eq!(mails(&test, "payment_returned").await, 1);
        payments::submit_refunds(&test.shop).await.unwrap();
        refunds_arrive(&test, &order.id).await;
        assert_eq!((given_back(&test, &order.id), state(&test, &order).await), (TOTAL, OrderState::AwaitingPayment));
        let anew = payments::retry(std::sync::Arc::clone(&test.shop), &order.token, "twint").await.unwrap();
        assert!(anew.pay_at.is_some(), "while the hold lasts, the buyer may pay what the order costs");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_set_aside_while_open_and_is_paid_later_calls_staff_again() {
    staffed()
        .run(|test| async move {
            let order = ordered(&test).await;
            let payment = payment_of(&test, &order.id).await;
            sql(&test, "UPDATE payments SET amount = amount - 1").await;
            test.sandbox.control().set_status(&order.id, PaymentState::Pending).unwrap();
            assert_eq!(settle(&test, &order.id).await, Outcome::Quarantined);
            let error = payments::review(&test.shop, STAFF, payment, Review::Accept, "").await.unwrap_err();
            assert_eq!(refusal(error), PaymentRefusal::NotPaid);
            assert_eq!(pay(&test, &order.id).await, Outcome::Quarantined);
            assert_eq!(settle(&test, &order.id).await, Outcome::NoNews);
            assert_eq!(alerts(&test).await.len(), 2);

            // Meanwhile the order has expired: accepted, it takes its goods anew.
            lapse(&test).await;
            assert_eq!(payments::review(&test.shop, STAFF, payment, Review::Accept, "").await.unwrap(), Outcome::OrderPaid);
            assert_eq!(levels(&test, order.cup).await, (9, 0, 1));
        })
        .await;
}

/// What somebody gave back in Mollie's dashboard meanwhile, or the buyer's bank took, is neither accepted nor given back a second time; and the payment does
/// not stay in quarantine for ever.
#[tokio::test(flavor = "multi_thread")]
async fn money_that_is_gone_already_is_neither_accepted_nor_given_back() {
    staffed()
        .run(|test| async move {
            for taken in [TOTAL, 1_000] {
                let order = ordered(&test).await;
                let payment = payment_of(&test, &order.id).await;
                sqlx::query("UPDATE payments SET amount = amount - 1 WHERE id = $1")
                    .bind(payment.0)
                    .execute(&test.shop.pool)
                    .await
                    .unwrap();
                assert_eq!(pay(&test, &order.id).await, Outcome::Quarantined);
                test.sandbox.control().charge_back(&order.id, taken).unwrap();
                assert_eq!(settle(&test, &order.id).await, Outcome::MoneyMovedBack);

                let error = payments::review(&test.shop, STAFF, payment, Review::Accept, "").await.unwrap_err();
                assert_eq!(refusal(error), PaymentRefusal::AmountDiffers, "the order would be sent for nothing");
                assert_eq!(payments::review(&test.shop, STAFF, payment, Review::GiveBack, "").await.unwrap(), Outcome::RefundOwed);
                let refunds = view(&test, &order).await.refunds;
                let left: Vec<i64> = [TOTAL - taken].into_iter().filter(|left| *left > 0).collect();
                assert_eq!(refunds.iter().map(|refund| refund.amount).collect::<Vec<_>>(), left);
                assert_eq!(state(&test, &order).await, OrderState::AwaitingPayment);
                let kinds: Vec<_> = payments::attention(&test.shop, STAFF).await.unwrap().into_iter().map(|need| need.kind).collect();
                assert!(kinds.iter().all(|kind| *kind == AttentionKind::ChargedBack), "{kinds:?}");
            }
            assert_eq!(mails(&test, "payment_returned").await, 1, "nobody is told of money that does not come");
            let report = services::audit::run(&test.shop).await.unwrap();
            assert!(report.checks.iter().all(|check| check.findings.is_empty()), "{:?}", report.checks);
        })
        .await;
}
