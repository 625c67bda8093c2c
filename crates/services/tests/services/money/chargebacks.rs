//! Money that a buyer's bank takes back.

use domain::{
    failure::Refusal,
    orders::OrderState,
    payments::{AttentionKind, PaymentRefusal, PaymentState, RefundReason, Review},
};
use services::{
    error::Error,
    payments::{self, Outcome},
};

use crate::money::lab::{STAFF, TOTAL, alerts, mails, ordered, paid, pay, payment_of, request, settle, sql, staffed, state, view};

#[tokio::test(flavor = "multi_thread")]
async fn a_chargeback_is_recorded_and_told_once_and_so_is_its_end() {
    staffed()
        .run(|test| async move {
            let order = paid(&test).await;
            let payment = payment_of(&test, &order.id).await;
            let control = test.sandbox.control();
            control.charge_back(&order.id, 3000).unwrap();
            assert_eq!(settle(&test, &order.id).await, Outcome::MoneyMovedBack);
            assert_eq!(settle(&test, &order.id).await, Outcome::NoNews);
            let recorded: Vec<(i64, bool)> =
                sqlx::query_as("SELECT amount, reversed_at IS NULL FROM payments_chargebacks").fetch_all(&test.shop.pool).await.unwrap();
            assert_eq!(recorded, [(3000, true)]);
            assert_eq!((alerts(&test).await.len(), state(&test, &order).await), (1, OrderState::Paid));
            assert_eq!(payments::attention(&test.shop, STAFF).await.unwrap().len(), 1);

            // What the bank has taken is not given back a second time.
            let error = payments::refund(&test.shop, STAFF, &request(payment, Some(2000), 1)).await.unwrap_err();
            let left = TOTAL - 3000;
            assert!(
                matches!(error, Error::Refused(Refusal::Payment(PaymentRefusal::RefundTooLarge { left: l })) if l == left),
                "{error:?}"
            );

            control.reverse_chargebacks(&order.id).unwrap();
            assert_eq!(settle(&test, &order.id).await, Outcome::MoneyMovedBack);
            assert_eq!(settle(&test, &order.id).await, Outcome::NoNews);
            assert_eq!(alerts(&test).await.len(), 2);
            assert!(payments::attention(&test.shop, STAFF).await.unwrap().is_empty());
            payments::refund(&test.shop, STAFF, &request(payment, Some(2000), 1)).await.unwrap();
        })
        .await;
}

/// The shop hears of all of it at once, and of the payment's last state alone: the bank's money is a matter for staff all the same.
#[tokio::test(flavor = "multi_thread")]
async fn a_chargeback_is_shown_whatever_became_of_its_payment() {
    staffed()
        .run(|test| async move {
            let order = ordered(&test).await;
            let control = test.sandbox.control();
            control.set_status(&order.id, PaymentState::Paid).unwrap();
            control.charge_back(&order.id, TOTAL).unwrap();
            control.set_status(&order.id, PaymentState::Failed).unwrap();
            settle(&test, &order.id).await;
            let needs: Vec<_> = payments::attention(&test.shop, STAFF).await.unwrap().into_iter().map(|need| need.kind).collect();
            assert_eq!(needs, [AttentionKind::ChargedBack]);
        })
        .await;
}

/// Staff have decided that the money goes back; the bank was quicker, and then changes its mind. The shop has no claim to what comes back.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_bank_returns_of_a_payment_that_was_given_up_goes_on_to_the_buyer() {
    staffed()
        .run(|test| async move {
            for taken in [TOTAL, 3000] {
                let order = ordered(&test).await;
                let (payment, control) = (payment_of(&test, &order.id).await, test.sandbox.control());
                sql(&test, "UPDATE payments SET amount = amount - 1 WHERE received IS NULL").await;
                assert_eq!(pay(&test, &order.id).await, Outcome::Quarantined);
                control.charge_back(&order.id, taken).unwrap();
                settle(&test, &order.id).await;
                assert_eq!(payments::review(&test.shop, STAFF, payment, Review::GiveBack, "").await.unwrap(), Outcome::RefundOwed);
                let before: i64 = view(&test, &order).await.refunds.iter().map(|refund| refund.amount).sum();
                assert_eq!(before, TOTAL - taken);

                control.reverse_chargebacks(&order.id).unwrap();
                assert_eq!(settle(&test, &order.id).await, Outcome::MoneyMovedBack);
                assert_eq!(settle(&test, &order.id).await, Outcome::NoNews);
                let refunds = view(&test, &order).await.refunds;
                assert_eq!(refunds.iter().map(|refund| refund.amount).sum::<i64>(), TOTAL);
                assert!(refunds.iter().all(|refund| refund.reason == RefundReason::WrongAmount), "{refunds:?}");
                assert!(payments::attention(&test.shop, STAFF).await.unwrap().is_empty(), "nothing is left for staff to do");
            }
            assert_eq!(mails(&test, "payment_returned").await, 3, "one for each amount that goes back");
            let report = services::audit::run(&test.shop).await.unwrap();
            assert!(report.checks.iter().all(|check| check.findings.is_empty()), "{:?}", report.checks);
        })
        .await;
}
