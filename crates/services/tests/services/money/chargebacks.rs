//! Money that a buyer's bank takes back.

use domain::{
    failure::Refusal,
    orders::OrderState,
    payments::{AttentionKind, PaymentRefusal, PaymentState},
};
use services::{
    error::Error,
    payments::{self, Outcome},
};

use crate::money::lab::{STAFF, TOTAL, alerts, ordered, paid, payment_of, request, settle, staffed, state};

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
