//! Money for some pieces: what the buyer paid for them, and for no piece twice.

use std::sync::Arc;

use domain::{
    backoffice::{RefundRequest, RefundWhat, StaffRefusal},
    orders::Pieces,
    payments::RefundReason,
};
use services::{backoffice::orders as screens, orders, payments};
use testkit::TestShop;
use uuid::Uuid;

use crate::backoffice::lab::{Placed, anna, count, detail, otto, paid, refusal};

async fn request(test: &TestShop, order: &Placed, key: u128, pieces: u32) -> RefundRequest {
    let now = detail(test, order).await;
    RefundRequest {
        order: order.id,
        version: now.version,
        key: Uuid::from_u128(key),
        payment: now.payments[0].id,
        what: RefundWhat::Lines(vec![Pieces { position: 0, quantity: pieces }]),
        reason: RefundReason::Goodwill,
        remark: String::new(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pieces_are_paid_back_once() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let first = screens::refund(&test.shop, anna(), &request(&test, &order, 1, 2).await).await.unwrap();
        assert_eq!(first.amount, 6_800);
        assert_eq!(detail(&test, &order).await.lines[0].to_refund, 1);
        let more = screens::refund(&test.shop, anna(), &request(&test, &order, 2, 2).await).await.unwrap_err();
        assert_eq!(refusal(more), StaffRefusal::TooManyPieces { position: 0, left: 1 });
        let rest = screens::refund(&test.shop, anna(), &request(&test, &order, 3, 1).await).await.unwrap();
        assert_eq!(rest.amount, 3_400);
        assert_eq!(detail(&test, &order).await.lines[0].to_refund, 0);
        assert_eq!(count(&test, "SELECT sum(quantity)::bigint FROM payments_refund_lines").await, 3);
    })
    .await;
}

/// What a refund of a line gives back is what was paid for it: less the discount, to the last rappen however it is divided.
#[tokio::test(flavor = "multi_thread")]
async fn a_discount_is_not_paid_back() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        crate::backoffice::lab::force(&test, "UPDATE orders_lines SET discount = 1001").await;
        let mut sum = 0;
        for key in 1..=3 {
            sum += screens::refund(&test.shop, anna(), &request(&test, &order, key, 1).await).await.unwrap().amount;
        }
        assert_eq!(sum, 3 * 3_400 - 1_001);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_failed_counts_no_more() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        screens::refund(&test.shop, anna(), &request(&test, &order, 1, 3).await).await.unwrap();
        sqlx::query("UPDATE payments_refunds SET state = 'failed'").execute(&test.shop.pool).await.unwrap();
        assert_eq!(detail(&test, &order).await.lines[0].to_refund, 3);
        screens::refund(&test.shop, otto(), &request(&test, &order, 2, 3).await).await.unwrap();
    })
    .await;
}

/// Without a version nothing but the locks and the database stand between two refunds of the same piece.
#[tokio::test(flavor = "multi_thread")]
async fn of_ten_at_once_each_piece_is_paid_back_once() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let payment = detail(&test, &order).await.payments[0].id;
        let racers: Vec<_> = (0..10)
            .map(|key| {
                let test = Arc::clone(&test);
                let request = payments::RefundRequest {
                    payment,
                    amount: None,
                    reason: RefundReason::Goodwill,
                    key: Uuid::from_u128(key + 1),
                    remark: String::new(),
                };
                let one = [Pieces { position: 0, quantity: 1 }];
                tokio::spawn(async move { payments::refund_lines(&test.shop, orders::Actor::Operator, &request, &one).await.is_ok() })
            })
            .collect();
        let mut done = 0;
        for racer in racers {
            done += u32::from(racer.await.unwrap());
        }
        assert_eq!(done, 3);
        // Past the code: a refund of the delivery that says it is for a piece.
        let forced = sqlx::query(
            "WITH refund AS (
                 INSERT INTO payments_refunds (id, payment_id, amount, reason, state, request_key, request_hash, idempotency_key, actor)
                 VALUES (gen_random_uuid(), $1, 1, 'goodwill', 'requested', gen_random_uuid(), '', gen_random_uuid(), 'operator') RETURNING id)
             INSERT INTO payments_refund_lines SELECT id, $2, 0, 1 FROM refund",
        );
        let forced = forced.bind(payment.0).bind(order.id.0).execute(&test.shop.pool).await.unwrap_err();
        assert!(forced.to_string().contains("payments_refund_lines_within_ordered") || forced.to_string().contains("has 3 pieces"), "{forced}");
    })
    .await;
}
