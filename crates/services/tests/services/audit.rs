//! The audit: quiet as long as the books are right, and loud about each thing that is off.

use crate::buying::Buyer;
use domain::payments::PaymentState;
use services::{audit, payments};
use testkit::TestShop;

/// The names of the checks that found something.
async fn off(test: &TestShop) -> Vec<&'static str> {
    let report = audit::run(&test.shop).await.unwrap();
    report.checks.iter().filter(|check| !check.findings.is_empty()).map(|check| check.name).collect()
}

/// A shop with an order that is paid and one that waits.
async fn two_orders(test: &TestShop) {
    let cup = testkit::product().name("tasse").price(3400).stock(10).insert(test).await;
    let paid = Buyer::with(test, &[(cup.variant(), 2)]).await;
    let placed = paid.place(test).await.unwrap();
    let id = test.sandbox.control().payments().last().unwrap().id.clone();
    test.sandbox.control().set_status(&id, PaymentState::Paid).unwrap();
    payments::settle_order(&test.shop, &placed.token).await.unwrap();
    let waiting = Buyer::with(test, &[(cup.variant(), 1)]).await;
    waiting.place(test).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn sound_books_are_sound() {
    TestShop::run(async |test| {
        assert_eq!(off(&test).await, Vec::<&str>::new(), "an empty shop");
        two_orders(&test).await;
        assert_eq!(off(&test).await, Vec::<&str>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_forced_into_the_books_is_found() {
    // What no code of the shop can do: past triggers and constraints.
    let forced = [
        ("UPDATE catalog_products SET summary = name", "catalog.search"),
        ("UPDATE catalog_variants SET sku = 'ANDERS'", "catalog.search"),
        ("DELETE FROM catalog_searched WHERE reader = 'staff'", "catalog.search"),
        ("UPDATE stock_buckets SET available = available - 1", "stock.balance"),
        ("UPDATE stock_holds SET state = 'released' WHERE state = 'sold'", "orders.goods"),
        ("UPDATE orders SET hold_expires_at = now() - interval '1 hour' WHERE state = 'awaiting_payment'", "orders.overdue"),
        ("UPDATE orders SET vat = '[]'", "orders.sums"),
        ("DELETE FROM orders_history WHERE after = 'paid'", "orders.history"),
        ("UPDATE orders SET state = 'shipped' WHERE state = 'paid'", "orders.parcels"),
        ("UPDATE orders_invoice_years SET last = 7", "orders.invoices"),
        ("DELETE FROM orders_invoices; DELETE FROM orders_invoice_years", "orders.invoices"),
        ("UPDATE payments SET pays_order = false", "payments.paid"),
        ("UPDATE payments SET received = received + 5 WHERE received IS NOT NULL", "payments.paid"),
        ("UPDATE mail_outbox SET state = 'parked'", "mail.outbox"),
    ];
    for (statement, name) in forced {
        TestShop::run(async move |test| {
            two_orders(&test).await;
            let mut connection = test.shop.pool.acquire().await.unwrap();
            sqlx::raw_sql("SET session_replication_role = replica").execute(&mut *connection).await.unwrap();
            sqlx::raw_sql(statement).execute(&mut *connection).await.unwrap();
            sqlx::raw_sql("RESET session_replication_role").execute(&mut *connection).await.unwrap();
            drop(connection);
            assert!(off(&test).await.contains(&name), "{statement}: {:?}", off(&test).await);
        })
        .await;
    }
}
