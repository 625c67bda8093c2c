//! FAILURES 6: notices whose ids nobody knows yet, or which are another order's.

use std::{sync::Arc, time::Duration};

use domain::{
    ids::PaymentId,
    language::Language,
    money::Money,
    orders::OrderState,
    payments::{PaymentState, PaymentState::Paid},
};
use gateways::payment::CreatePayment;
use sandbox::Knob;
use services::payments::{self, Outcome};
use sqlx::{Executor, PgConnection};
use testkit::TestShop;
use uuid::Uuid;

use crate::buying::Buyer;
use crate::money::lab::{TOTAL, ordered, payment_of, settle, sql, staffed, state};

/// A payment at the gateway that is none of ours and says that it is one of ours; what became of it there.
async fn foreign(test: &TestShop, ours: PaymentId, key: u128, truth: PaymentState) -> String {
    let request = CreatePayment {
        amount: Money::rappen(TOTAL),
        description: "Somebody else's".into(),
        order_reference: ours.0.to_string(),
        method: Some("twint".into()),
        language: Language::De,
        return_url: "http://127.0.0.1:9/return".into(),
        cancel_url: None,
        webhook_url: "http://127.0.0.1:9/webhooks/mollie".into(),
        idempotency_key: Uuid::from_u128(key),
    };
    let id = test.shop.gateways.named("mollie").unwrap().create(&request).await.unwrap().id;
    test.sandbox.control().set_status(&id, truth).unwrap();
    id
}

/// An order whose payment the gateway has not answered; its token.
async fn unanswered(test: &TestShop, number: u128) -> String {
    let pot = testkit::product().name(&format!("kanne-{number}")).price(3400).stock(10).insert(test).await;
    test.sandbox.control().set_fault(Knob::MollieStatus, 503, None);
    let placed = Buyer::with(test, &[(pot.variant(), 1)]).await.place(test).await.unwrap();
    test.sandbox.control().reset_faults();
    placed.token
}

/// The state and the gateway's id of a payment of ours.
async fn books(test: &TestShop, payment: PaymentId) -> (String, Option<String>) {
    sqlx::query_as("SELECT state, gateway_payment_id FROM payments WHERE id = $1").bind(payment.0).fetch_one(&test.shop.pool).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paid_payment_of_somebody_else_pays_no_order_that_it_names() {
    staffed()
        .run(|test| async move {
            let order = ordered(&test).await;
            let ours = payment_of(&test, &order.id).await;
            // While an answer is missing, ids that nobody knows are asked for.
            unanswered(&test, 0).await;

            let theirs = foreign(&test, ours, 1, Paid).await;
            assert_eq!(settle(&test, &theirs).await, Outcome::Unknown);
            let nobodys = foreign(&test, PaymentId(Uuid::from_u128(7)), 2, Paid).await;
            for id in [nobodys.as_str(), "tr_isNotThere"] {
                assert_eq!(settle(&test, id).await, Outcome::Unknown, "{id}");
            }
            assert_eq!(books(&test, ours).await, ("open".to_owned(), Some(order.id.clone())));
            assert_eq!(state(&test, &order).await, OrderState::AwaitingPayment);
            let mails: i64 = sqlx::query_scalar("SELECT count(*) FROM mail_outbox").fetch_one(&test.shop.pool).await.unwrap();
            assert_eq!(mails, 0, "it is nobody's business");
        })
        .await;
}

/// Waits until so many statements wait for a lock.
async fn waiting(connection: &mut PgConnection, most: i64) {
    let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let all = async {
        while sqlx::query_scalar::<_, i64>(waiting).fetch_one(&mut *connection).await.unwrap() < most {
            connection.execute("SELECT pg_stat_clear_snapshot()").await.unwrap();
        }
    };
    tokio::time::timeout(Duration::from_secs(30), all).await.unwrap();
}

/// Both ids name one payment of ours whose answer is missing, and both notices have looked before either wrote: the first is believed, and the other
/// one's news are not that payment's.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_ids_that_name_one_payment_at_once_one_is_believed() {
    staffed()
        .connections(8)
        .run(|test| async move {
            for round in 0..4 {
                let order = unanswered(&test, round).await;
                let ours = PaymentId(
                    sqlx::query_scalar("SELECT payments.id FROM payments JOIN orders ON orders.id = order_id WHERE token = $1")
                        .bind(&order)
                        .fetch_one(&test.shop.pool)
                        .await
                        .unwrap(),
                );
                let ids = [foreign(&test, ours, 10 + round, PaymentState::Failed).await, foreign(&test, ours, 20 + round, Paid).await];

                let mut closed = test.shop.begin().await.unwrap();
                sqlx::query("SELECT id FROM orders WHERE token = $1 FOR UPDATE").bind(&order).execute(&mut *closed).await.unwrap();
                let racers = ids.clone().map(|id| {
                    let shop = Arc::clone(&test.shop);
                    tokio::spawn(async move { payments::settle(&shop, "mollie", &id).await.unwrap() })
                });
                waiting(&mut closed, 2).await;
                closed.commit().await.unwrap();
                let mut outcomes = Vec::new();
                for racer in racers {
                    outcomes.push(racer.await.unwrap());
                }
                let believed = match outcomes.as_slice() {
                    [Outcome::PaymentMoved, Outcome::Unknown] => ("failed".to_owned(), Some(ids[0].clone())),
                    [Outcome::Unknown, Outcome::OrderPaid] => ("paid".to_owned(), Some(ids[1].clone())),
                    outcomes => panic!("{outcomes:?}"),
                };
                assert_eq!(books(&test, ours).await, believed, "round {round}");
            }
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_that_is_faster_than_our_own_commit_is_tried_again() {
    staffed()
        .run(|test| async move {
            let order = ordered(&test).await;
            test.sandbox.control().set_status(&order.id, Paid).unwrap();
            payments::record_notice(&test.shop, "mollie", &order.id).await.unwrap();
            // Nobody sees the payment yet.
            let ours = payment_of(&test, &order.id).await;
            sql(&test, "UPDATE payments SET gateway_payment_id = 'tr_not_yet_there'").await;
            assert_eq!(payments::work_notices(&test.shop).await.unwrap(), 0);
            sqlx::query("UPDATE payments SET gateway_payment_id = $2 WHERE id = $1")
                .bind(ours.0)
                .bind(&order.id)
                .execute(&test.shop.pool)
                .await
                .unwrap();
            sql(&test, "UPDATE payments_notices SET next_attempt_at = now()").await;
            assert_eq!(payments::work_notices(&test.shop).await.unwrap(), 1);
            assert_eq!(state(&test, &order).await, OrderState::Paid);
        })
        .await;
}

/// Whoever sends ids at random makes neither our rows grow nor Mollie work.
#[tokio::test(flavor = "multi_thread")]
async fn ids_made_up_cost_nothing() {
    staffed()
        .run(|test| async move {
            ordered(&test).await;
            for id in [String::new(), "x".repeat(129), "x".repeat(100_000)] {
                payments::record_notice(&test.shop, "mollie", &id).await.unwrap();
            }
            for _ in 0..3 {
                payments::record_notice(&test.shop, "mollie", "tr_madeUp").await.unwrap();
            }
            let stored: Vec<String> =
                sqlx::query_scalar("SELECT gateway_payment_id FROM payments_notices").fetch_all(&test.shop.pool).await.unwrap();
            assert_eq!(stored, ["tr_madeUp"]);
            // No answer is missing, so nobody has to be asked: a gateway that is away does not matter.
            test.sandbox.control().set_fault(Knob::MollieStatus, 503, None);
            assert_eq!(settle(&test, "tr_madeUp").await, Outcome::Unknown);
        })
        .await;
}
