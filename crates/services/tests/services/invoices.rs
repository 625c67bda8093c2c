//! Invoices: a number per paid order, without a gap whatever is rolled back, and a document for whoever has the order's token.

use std::sync::Arc;

use crate::buying::{Buyer, levels};
use domain::{ids::VariantId, language::Language, orders::OrderState, payments::PaymentState};
use services::{
    error::Error,
    orders::{self, invoices},
    payments::{self, Outcome},
};
use testkit::{Options, TestShop};
use uuid::Uuid;

/// Orders over one cup each, with Mollie's ids of their payments.
async fn ordered(test: &TestShop, count: usize) -> Vec<(String, String)> {
    let cup = testkit::product().name("tasse").price(3400).stock(100).insert(test).await;
    let mut orders = Vec::new();
    for _ in 0..count {
        let placed = Buyer::with(test, &[(cup.variant(), 1)]).await.place(test).await.unwrap();
        let id = test.sandbox.control().payments().last().unwrap().id.clone();
        test.sandbox.control().set_status(&id, PaymentState::Paid).unwrap();
        orders.push((placed.token, id));
    }
    orders
}

async fn settle_at_once(test: &Arc<TestShop>, ids: Vec<String>) -> Vec<bool> {
    let racers: Vec<_> = ids
        .into_iter()
        .map(|id| {
            let shop = Arc::clone(&test.shop);
            tokio::spawn(async move { payments::settle(&shop, "mollie", &id).await.is_ok_and(|outcome| outcome == Outcome::OrderPaid) })
        })
        .collect();
    let mut paid = Vec::new();
    for racer in racers {
        paid.push(racer.await.unwrap());
    }
    paid
}

async fn numbers(test: &TestShop) -> Vec<i32> {
    sqlx::query_scalar("SELECT number FROM orders_invoices ORDER BY number").fetch_all(&test.shop.pool).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_payments_at_once_with_some_rolled_back_leave_no_gap() {
    Options::default()
        .connections(20)
        .run(|test| async move {
            let orders = ordered(&test, 50).await;
            // Every third payment fails at its commit, after it has been given a number.
            let doomed: Vec<&str> = orders.iter().step_by(3).map(|(token, _)| token.as_str()).collect();
            sqlx::raw_sql(
                "CREATE TABLE doomed (token text);
                 CREATE FUNCTION refuse_doomed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                     IF EXISTS (SELECT 1 FROM doomed JOIN orders USING (token) WHERE orders.id = NEW.order_id) THEN RAISE EXCEPTION 'doomed'; END IF;
                     RETURN NULL; END $$;
                 CREATE CONSTRAINT TRIGGER doomed AFTER INSERT ON orders_invoices DEFERRABLE INITIALLY DEFERRED
                     FOR EACH ROW EXECUTE FUNCTION refuse_doomed();",
            )
            .execute(&test.shop.pool)
            .await
            .unwrap();
            sqlx::query("INSERT INTO doomed SELECT unnest($1::text[])").bind(&doomed).execute(&test.shop.pool).await.unwrap();

            let ids: Vec<String> = orders.iter().map(|(_, id)| id.clone()).collect();
            let paid = settle_at_once(&test, ids.clone()).await.into_iter().filter(|paid| *paid).count();
            assert_eq!(paid, 50 - doomed.len());
            assert_eq!(numbers(&test).await, (1..=i32::try_from(paid).unwrap()).collect::<Vec<_>>());

            sqlx::raw_sql("DROP TRIGGER doomed ON orders_invoices").execute(&test.shop.pool).await.unwrap();
            settle_at_once(&test, ids).await;
            assert_eq!(numbers(&test).await, (1..=50).collect::<Vec<_>>());
            assert_eq!(invoices::gaps(&test.shop).await.unwrap(), []);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_refuses_gaps_changes_and_second_invoices() {
    TestShop::run(|test| async move {
        let orders = ordered(&test, 2).await;
        let ids: Vec<String> = orders.into_iter().map(|(_, id)| id).collect();
        settle_at_once(&test, ids[..1].to_vec()).await;
        settle_at_once(&test, ids[..1].to_vec()).await;
        assert_eq!(numbers(&test).await, [1], "news that is none makes no invoice");
        for wrong in [
            "INSERT INTO orders_invoices (order_id, year, number) SELECT id, (SELECT max(year) FROM orders_invoices), 3 FROM orders WHERE state = 'awaiting_payment'",
            "INSERT INTO orders_invoices (order_id, year, number) SELECT id, (SELECT max(year) FROM orders_invoices), 2 FROM orders WHERE state = 'paid'",
            "UPDATE orders_invoices SET number = 7",
            "DELETE FROM orders_invoices",
        ] {
            assert!(sqlx::query(wrong).execute(&test.shop.pool).await.is_err(), "{wrong}");
        }
        sqlx::query("UPDATE orders_invoice_years SET last = 5").execute(&test.shop.pool).await.unwrap();
        let gap = invoices::gaps(&test.shop).await.unwrap().pop().unwrap();
        assert_eq!((gap.invoices, gap.highest, gap.counter), (1, 1, 5));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_the_token_gets_the_invoice_and_nobody_else() {
    TestShop::run(|test| async move {
        let orders = ordered(&test, 2).await;
        let [(paid, id), (unpaid, _)] = &orders[..] else { panic!("two orders") };
        settle_at_once(&test, vec![id.clone()]).await;
        assert_eq!(orders::find(&test.shop, paid).await.unwrap().state, OrderState::Paid);
        let cup: Uuid = sqlx::query_scalar("SELECT variant_id FROM orders_lines LIMIT 1").fetch_one(&test.shop.pool).await.unwrap();
        assert_eq!(levels(&test, VariantId(cup)).await, (98, 1, 1));
        let invoice = invoices::pdf(&test.shop, paid).await.unwrap();
        assert!(invoice.bytes.starts_with(b"%PDF-"));
        assert!(invoice.file_name.starts_with('R') && invoice.file_name.ends_with("-00001.pdf"), "{}", invoice.file_name);
        assert_eq!(invoices::pdf(&test.shop, paid).await.unwrap(), invoice, "the same every time");
        for token in [unpaid.as_str(), "no such token", ""] {
            assert!(matches!(invoices::pdf(&test.shop, token).await, Err(Error::NotFound)), "{token}");
        }
        assert_eq!(orders::find(&test.shop, paid).await.unwrap().language, Language::De);
    })
    .await;
}
