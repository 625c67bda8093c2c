//! FAILURES 20: several nodes take work from the same tables at the same moment. Each piece is taken once.

use std::sync::Arc;

use crate::buying::{Buyer, levels};
use domain::payments::PaymentState;
use services::{mail, orders, payments, shop::Shop};
use testkit::TestShop;
use tokio::task::JoinSet;

const PIECES: u32 = 24;
const NODES: usize = 6;

/// Orders, their payments paid at the gateway.
async fn paid_orders(test: &TestShop) -> domain::ids::VariantId {
    let cup = testkit::product().name("tasse").price(3400).stock(100).insert(test).await.variant();
    for _ in 0..PIECES {
        Buyer::with(test, &[(cup, 1)]).await.place(test).await.unwrap();
    }
    for payment in test.sandbox.control().payments() {
        test.sandbox.control().set_status(&payment.id, PaymentState::Paid).unwrap();
    }
    cup
}

/// All nodes do the same job at once; the sum of what they have done.
async fn on_all_nodes<Job, Done>(test: &TestShop, job: Job) -> u64
where
    Job: Fn(Arc<Shop>) -> Done,
    Done: Future<Output = u64> + Send + 'static,
{
    let mut nodes = JoinSet::new();
    for _ in 0..NODES {
        nodes.spawn(job(Arc::clone(&test.shop)));
    }
    nodes.join_all().await.into_iter().sum()
}

async fn count(test: &TestShop, question: &'static str) -> i64 {
    sqlx::query_scalar(question).fetch_one(&test.shop.pool).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn notices_and_mails_are_taken_once() {
    TestShop::run(|test| async move {
        let cup = paid_orders(&test).await;
        for payment in test.sandbox.control().payments() {
            payments::record_notice(&test.shop, "mollie", &payment.id).await.unwrap();
        }
        let settled = on_all_nodes(&test, |shop| async move { payments::work_notices(&shop).await.unwrap() }).await;
        assert_eq!(settled, u64::from(PIECES));
        assert_eq!(count(&test, "SELECT count(*) FROM payments_notices WHERE attempts <> 1 OR outcome <> 'order_paid'").await, 0);
        assert_eq!(levels(&test, cup).await, (76, 0, 24));

        let sent = on_all_nodes(&test, |shop| async move { mail::deliver(&shop).await.unwrap() }).await;
        assert_eq!(sent, u64::from(PIECES));
        assert_eq!(count(&test, "SELECT count(*) FROM mail_outbox WHERE attempts <> 1 OR state <> 'sent'").await, 0);
        assert_eq!(test.sandbox.control().mails().len(), 24);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn holds_are_released_once() {
    TestShop::run(|test| async move {
        let cup = paid_orders(&test).await;
        sqlx::query("UPDATE orders SET hold_expires_at = now() - interval '1 second'").execute(&test.shop.pool).await.unwrap();
        let expired = on_all_nodes(&test, |shop| async move { orders::expire_unpaid(&shop).await.unwrap() }).await;
        assert_eq!(expired, u64::from(PIECES));
        assert_eq!(count(&test, "SELECT count(*) FROM orders_history WHERE after = 'expired'").await, 24);
        assert_eq!(levels(&test, cup).await, (100, 0, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn payments_are_asked_about_once() {
    TestShop::run(|test| async move {
        let cup = paid_orders(&test).await;
        sqlx::query("UPDATE payments SET created_at = now() - interval '5 minutes', checked_at = NULL")
            .execute(&test.shop.pool)
            .await
            .unwrap();
        let asked = on_all_nodes(&test, |shop| async move { payments::reconcile(&shop).await.unwrap() }).await;
        assert_eq!(asked, u64::from(PIECES));
        assert_eq!(levels(&test, cup).await, (76, 0, 24));
        assert_eq!(count(&test, "SELECT count(*) FROM orders_history WHERE after = 'paid'").await, 24);
    })
    .await;
}
