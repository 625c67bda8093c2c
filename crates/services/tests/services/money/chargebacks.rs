//! Money that a buyer's bank takes back.

use domain::{failure::Refusal, orders::OrderState, payments::PaymentRefusal};
use services::{
    error::Error,
    payments::{self, Outcome},
};

use crate::money::lab::{STAFF, TOTAL, alerts, paid, payment_of, request, settle, staffed, state};

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
