//! The database's guards allow what the code's state machines allow, and nothing else: every pair of states of every machine.

use crate::buying::{Buyer, levels};
use domain::{
    lifecycle::{Machine, machines},
    payments::PaymentState,
};
use sqlx::{AssertSqlSafe, PgConnection};
use testkit::TestShop;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn the_database_refuses_what_the_state_machines_forbid() {
    TestShop::run(|test| async move {
        for machine in machines() {
            let mut connection = test.shop.pool.acquire().await.unwrap();
            a_row_of(&test, &mut connection, &machine).await;
            for before in &machine.states {
                for after in machine.states.iter().filter(|after| *after != before) {
                    let moved = moves(&mut connection, &machine, before, after).await;
                    assert_eq!(moved, machine.allows(before, after), "{}: {before} → {after}", machine.table);
                }
            }
        }
    })
    .await;
}

/// Whether the guard lets the machine's row go from one state to the other. Nothing stays.
async fn moves(connection: &mut PgConnection, machine: &Machine, before: &str, after: &str) -> bool {
    let Machine { table, .. } = machine;
    // The guard itself, without the way that leads to `before`; what else has to hold for some states holds for the row already.
    run(connection, format!("BEGIN; ALTER TABLE {table} DISABLE TRIGGER USER")).await;
    sqlx::query(AssertSqlSafe(format!("UPDATE {table} SET state = $1"))).bind(before).execute(&mut *connection).await.unwrap();
    run(connection, format!("ALTER TABLE {table} ENABLE TRIGGER USER")).await;
    let moved = sqlx::query(AssertSqlSafe(format!("UPDATE {table} SET state = $1"))).bind(after).execute(&mut *connection).await;
    let refused_by_guard = moved.as_ref().is_err_and(|error| {
        error.as_database_error().and_then(sqlx::error::DatabaseError::constraint) == Some(&format!("{table}_state_transition"))
    });
    assert!(moved.is_ok() || refused_by_guard, "{table}: {before} → {after}: {moved:?}");
    run(connection, "ROLLBACK".to_owned()).await;
    moved.is_ok()
}

async fn run(connection: &mut PgConnection, sql: String) {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await.unwrap();
}

/// One row of the machine's table that may be in any of its states. A new machine makes its row here.
async fn a_row_of(test: &TestShop, connection: &mut PgConnection, machine: &Machine) {
    match machine.table {
        "orders" => {
            let cup = testkit::product().name("tasse").price(3400).stock(10).insert(test).await;
            Buyer::with(test, &[(cup.variant(), 1)]).await.place(test).await.unwrap();
            // What some states ask for: a cart has an account, an order that waits has a hold.
            let ready = "UPDATE orders SET hold_expires_at = now() + interval '1 hour', account_id = gen_random_uuid()";
            run(connection, ready.to_owned()).await;
        }
        // Came with the order.
        "payments" => {}
        "payments_refunds" => {
            let received = "UPDATE payments SET state = 'paid', received = amount, received_currency = currency";
            run(connection, received.to_owned()).await;
            let insert =
                "INSERT INTO payments_refunds (id, payment_id, amount, reason, state, request_key, request_hash, idempotency_key, actor)
                          SELECT $1, id, 100, 'goodwill', 'requested', $1, '', $1, 'operator' FROM payments";
            sqlx::query(insert).bind(Uuid::from_u128(3)).execute(connection).await.unwrap();
        }
        "orders_parcels" => {
            run(connection, "UPDATE orders SET state = 'paid', paid_at = now()".to_owned()).await;
            let insert = "INSERT INTO orders_parcels (id, order_id, number, request_key, request_hash, state, handed_over_at)
                          SELECT $1, id, 1, $1, '', 'packed', now() FROM orders";
            sqlx::query(insert).bind(Uuid::from_u128(1)).execute(connection).await.unwrap();
        }
        "orders_returns" => {
            let insert = "INSERT INTO orders_returns (id, order_id, number, request_hash, state, reason, answer, worth)
                          SELECT $1, id, 1, '', 'requested', 'other', 'words', 0 FROM orders";
            sqlx::query(insert).bind(Uuid::from_u128(2)).execute(connection).await.unwrap();
        }
        other => panic!("no row of {other}: say here how to make one"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_has_come_in_cannot_be_written_away() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3400).stock(10).insert(&test).await;
        Buyer::with(&test, &[(cup.variant(), 1)]).await.place(&test).await.unwrap();
        let set = async |state: PaymentState| {
            sqlx::query("UPDATE payments SET state = $1").bind(state.code()).execute(&test.shop.pool).await.map(drop)
        };
        set(PaymentState::Paid).await.unwrap();
        for state in PaymentState::ALL.into_iter().filter(|state| *state != PaymentState::Paid) {
            assert!(set(state).await.is_err(), "{state:?}");
        }
        assert_eq!(levels(&test, cup.variant()).await, (9, 1, 0), "a state that was written past the verbs moves nothing else");
    })
    .await;
}
