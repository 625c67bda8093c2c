//! The whole server gives money back by itself: webhook in, refund and mails out.

use domain::{language::Language, orders::OrderState, payments::PaymentState};
use services::{cart, orders, payments};
use std::sync::Arc;

use crate::faults::{open, until};

#[tokio::test(flavor = "multi_thread")]
async fn money_for_an_order_that_was_called_off_is_back_without_anybody() {
    let (kit, running, variant) = open().await;
    let control = kit.sandbox.control();
    let guest = testkit::guest();
    cart::add(&kit.shop, Language::De, guest, variant, 1).await.unwrap();
    let form = kit.form_of(guest).await;
    let placed = orders::place(Arc::clone(&kit.shop), Language::De, guest, form).await.unwrap();
    let id = control.payments().last().unwrap().id.clone();
    let order = orders::cancel(&kit.shop, &placed.token, orders::Actor::Buyer).await.unwrap();
    assert_eq!(order.state, OrderState::Cancelled);
    control.set_status(&id, PaymentState::Paid).unwrap();

    until("the money is on its way back", async || control.payment(&id).unwrap().refunded == order.total).await;
    control.advance(std::time::Duration::from_mins(2));
    until("it has arrived", async || {
        let refunds = orders::find(&kit.shop, &placed.token).await.unwrap().refunds;
        refunds.len() == 1 && refunds[0].state == domain::payments::RefundState::Refunded
    })
    .await;
    until("three mails", async || control.mails_to(&order.email).len() == 3).await;
    assert_eq!(payments::submit_refunds(&kit.shop).await.unwrap(), 0);
    assert_eq!(orders::find(&kit.shop, &placed.token).await.unwrap().state, OrderState::Cancelled);
    running.shutdown().await;
    kit.finish().await;
}
