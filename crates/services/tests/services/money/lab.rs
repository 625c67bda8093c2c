//! What these tests share.

use std::time::Duration;

use domain::{
    ids::{PaymentId, VariantId},
    orders::{OrderState, OrderView},
    payments::{PaymentState, RefundReason},
};
use services::{
    orders,
    payments::{self, Outcome, RefundRequest},
};
pub use testkit::STAFF;
use testkit::{Options, TestShop};
use uuid::Uuid;

use crate::buying::Buyer;

/// What the order of [`ordered`] costs: a cup and its delivery.
pub const TOTAL: i64 = 4190;

/// A shop whose staff can be reached.
pub fn staffed() -> Options {
    Options::default().staff_email("staff@astris.example")
}

/// An order over one cup of ten.
pub struct Ordered {
    pub token: String,
    /// Mollie's id of its first payment.
    pub id: String,
    pub cup: VariantId,
}

pub async fn ordered(test: &TestShop) -> Ordered {
    let name = format!("tasse-{}", test.sandbox.control().payments().len());
    let cup = testkit::product().name(&name).price(3400).stock(10).insert(test).await;
    let placed = Buyer::with(test, &[(cup.variant(), 1)]).await.place(test).await.unwrap();
    let id = test.sandbox.control().payments().last().unwrap().id.clone();
    Ordered { token: placed.token, id, cup: cup.variant() }
}

/// Such an order, paid.
pub async fn paid(test: &TestShop) -> Ordered {
    let order = ordered(test).await;
    assert_eq!(pay(test, &order.id).await, Outcome::OrderPaid);
    order
}

/// Has Mollie say that a payment is paid.
pub async fn pay(test: &TestShop, id: &str) -> Outcome {
    test.sandbox.control().set_status(id, PaymentState::Paid).unwrap();
    settle(test, id).await
}

pub async fn settle(test: &TestShop, id: &str) -> Outcome {
    payments::settle(&test.shop, "mollie", id).await.unwrap()
}

/// Pays an order a second time, in another attempt; Mollie's id of that.
pub async fn pay_again(test: &TestShop, order: &Ordered) -> String {
    let control = test.sandbox.control();
    control.set_status(&order.id, PaymentState::Failed).unwrap();
    settle(test, &order.id).await;
    payments::retry(std::sync::Arc::clone(&test.shop), &order.token, "twint").await.unwrap();
    let second = control.payments().last().unwrap().id.clone();
    assert_eq!(pay(test, &second).await, Outcome::OrderPaid);
    assert_eq!(pay(test, &order.id).await, Outcome::PaidTwice);
    second
}

pub async fn view(test: &TestShop, order: &Ordered) -> OrderView {
    orders::find(&test.shop, &order.token).await.unwrap()
}

pub async fn state(test: &TestShop, order: &Ordered) -> OrderState {
    view(test, order).await.state
}

/// The shop's id of Mollie's payment.
pub async fn payment_of(test: &TestShop, id: &str) -> PaymentId {
    PaymentId(
        sqlx::query_scalar("SELECT id FROM payments WHERE gateway_payment_id = $1").bind(id).fetch_one(&test.shop.pool).await.unwrap(),
    )
}

/// A refund as staff ask for it, under a key of its own.
pub fn request(payment: PaymentId, amount: Option<i64>, key: u128) -> RefundRequest {
    RefundRequest { payment, amount, reason: RefundReason::Goodwill, key: Uuid::from_u128(key), remark: "a scratch".into() }
}

/// Lets all holds run out.
pub async fn lapse(test: &TestShop) {
    sql(test, "UPDATE orders SET hold_expires_at = now() - interval '1 second' WHERE state = 'awaiting_payment'").await;
    orders::expire_unpaid(&test.shop).await.unwrap();
}

/// Lets all refunds that wait be due.
pub async fn due(test: &TestShop) {
    sql(test, "UPDATE payments_refunds SET not_before = now()").await;
}

/// Lets Mollie's refunds run through.
pub async fn refunds_arrive(test: &TestShop, id: &str) {
    test.sandbox.control().advance(Duration::from_mins(2));
    settle(test, id).await;
}

/// What Mollie has given back of a payment.
pub fn given_back(test: &TestShop, id: &str) -> i64 {
    test.sandbox.control().payment(id).unwrap().refunded
}

/// Mails of a kind, sent or not.
pub async fn mails(test: &TestShop, kind: &str) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM mail_outbox WHERE kind = $1").bind(kind).fetch_one(&test.shop.pool).await.unwrap()
}

/// The subjects of staff's mails.
pub async fn alerts(test: &TestShop) -> Vec<String> {
    sqlx::query_scalar("SELECT subject FROM mail_outbox WHERE kind = 'staff_alert' ORDER BY created_at")
        .fetch_all(&test.shop.pool)
        .await
        .unwrap()
}

pub async fn sql(test: &TestShop, statement: &'static str) {
    sqlx::query(statement).execute(&test.shop.pool).await.unwrap();
}
