//! Mollie's webhooks are off for a day: the schedule alone settles everything.

use std::time::Duration;

use domain::{
    orders::OrderState,
    payments::{PaymentState, RefundState},
};
use sandbox::Knob;
use services::{
    orders::{self, Actor},
    payments,
};

use crate::buying::Buyer;
use crate::money::lab::{STAFF, alerts, lapse, ordered, payment_of, request, sql, staffed, view};

/// What the background task does in a minute, without any notice.
async fn minute(test: &testkit::TestShop) {
    sql(test, "UPDATE payments SET checked_at = checked_at - interval '30 minutes', created_at = created_at - interval '30 minutes'").await;
    sql(test, "UPDATE payments SET cancel_tried_at = cancel_tried_at - interval '2 hours'").await;
    payments::reconcile(&test.shop).await.unwrap();
    payments::submit_refunds(&test.shop).await.unwrap();
    payments::cancel_open(&test.shop).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn payments_refunds_and_chargebacks_are_settled() {
    staffed()
        .run(|test| async move {
            let control = test.sandbox.control();
            control.set_fault(Knob::WebhookNever, 1, None);
            let (bought, late, off) = (ordered(&test).await, ordered(&test).await, ordered(&test).await);
            control.set_status(&bought.id, PaymentState::Paid).unwrap();
            orders::cancel(&test.shop, &off.token, Actor::Buyer).await.unwrap();
            control.set_status(&off.id, PaymentState::Paid).unwrap();
            minute(&test).await;
            assert_eq!(view(&test, &bought).await.state, OrderState::Paid);
            lapse(&test).await;
            Buyer::with(&test, &[(late.cup, 10)]).await.place(&test).await.unwrap();
            control.set_status(&late.id, PaymentState::Paid).unwrap();

            let payment = payment_of(&test, &bought.id).await;
            payments::refund(&test.shop, STAFF, &request(payment, Some(1000), 1)).await.unwrap();
            for _ in 0..5 {
                minute(&test).await;
                control.advance(Duration::from_mins(1));
            }
            for order in [&bought, &late, &off] {
                let refunds = view(&test, order).await.refunds;
                assert_eq!(refunds.iter().map(|refund| refund.state).collect::<Vec<_>>(), [RefundState::Refunded]);
            }
            assert_eq!((view(&test, &late).await.state, view(&test, &off).await.state), (OrderState::Expired, OrderState::Cancelled));

            let before = alerts(&test).await.len();
            control.charge_back(&bought.id, 3190).unwrap();
            minute(&test).await;
            assert_eq!(alerts(&test).await.len(), before, "looked at once a day only");
            sql(&test, "UPDATE payments SET checked_at = checked_at - interval '1 day'").await;
            minute(&test).await;
            assert_eq!(alerts(&test).await.len(), before + 1);
        })
        .await;
}
