//! What the database refuses whatever the code does.

use services::Pool;
use services::payments;
use sqlx::postgres::PgDatabaseError;
use testkit::TestShop;

use crate::money::lab::{STAFF, TOTAL, paid, payment_of, request};

/// Tries a statement and undoes it: the constraint that refused it, if one did.
async fn refused_by(pool: &Pool, statements: &[String]) -> Option<String> {
    let mut transaction = services::begin(pool).await.unwrap();
    let mut refused = None;
    for statement in statements {
        if let Err(error) = sqlx::query(sqlx::AssertSqlSafe(statement.clone())).execute(&mut *transaction).await {
            let error = error.into_database_error().unwrap();
            refused = Some(error.downcast_ref::<PgDatabaseError>().constraint().unwrap_or("?").to_owned());
            break;
        }
    }
    transaction.rollback().await.unwrap();
    refused
}

#[tokio::test(flavor = "multi_thread")]
async fn no_code_path_gives_back_more_than_has_arrived() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let payment = payment_of(&test, &order.id).await;
        let insert = |amount: i64, state: &str| {
            vec![format!(
                "INSERT INTO payments_refunds (id, payment_id, amount, reason, state, request_key, request_hash, idempotency_key, actor)
                 VALUES (gen_random_uuid(), '{payment}', {amount}, 'goodwill', '{state}', gen_random_uuid(), '', gen_random_uuid(), 'operator')"
            )]
        };
        let pool = &test.shop.pool;
        let guard = Some("payments_refunds_within_received".to_owned());
        assert_eq!(refused_by(pool, &insert(TOTAL + 1, "requested")).await, guard);
        assert_eq!(refused_by(pool, &insert(TOTAL, "requested")).await, None);
        assert_eq!(refused_by(pool, &insert(TOTAL + 1, "failed")).await, None, "what failed gives nothing back");
        payments::refund(&test.shop, STAFF, &request(payment, Some(100), 1)).await.unwrap();
        assert_eq!(refused_by(pool, &insert(TOTAL - 99, "requested")).await, guard);
        let more = vec!["UPDATE payments_refunds SET amount = amount + 1".to_owned()];
        assert_eq!(refused_by(pool, &more).await, Some("payments_refunds_fixed".to_owned()));
        let gone = vec!["DELETE FROM payments_refunds".to_owned()];
        assert_eq!(refused_by(pool, &gone).await, Some("?".to_owned()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_payment_only_pays_an_order() {
    TestShop::run(|test| async move {
        paid(&test).await;
        let twin = vec![
            "INSERT INTO payments (id, order_id, gateway, state, method, amount, currency, idempotency_key, received, received_currency, pays_order)
             SELECT gen_random_uuid(), order_id, gateway, 'paid', method, amount, currency, gen_random_uuid(), amount, currency, true FROM payments"
                .to_owned(),
        ];
        assert_eq!(refused_by(&test.shop.pool, &twin).await, Some("payments_one_pays_the_order".to_owned()));
    })
    .await;
}
