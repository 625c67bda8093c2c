//! What staff do, each time in a process of its own, which can die as the shop can.

use std::{os::unix::process::ExitStatusExt, sync::Arc};

use domain::{ids::PaymentId, orders::ReturnState, payments::RefundReason};
use server::{
    assemble::assemble,
    config::{Config, Source},
    pool,
};
use services::{
    orders::{Actor, returns},
    payments::{self, RefundRequest},
    shop::Shop,
};
use uuid::Uuid;

use crate::{
    astris::{Start, command},
    scene::Scene,
};

/// Of which payment the process gives back, and how much: in rappen, or all of it.
const PAYMENT: &str = "ASTRIS_TEST_REFUND_OF";
const AMOUNT: &str = "ASTRIS_TEST_REFUND_AMOUNT";
/// Which goods the process takes back.
const GOODS: &str = "ASTRIS_TEST_RETURN";

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Yes,
    /// It was refused.
    No,
    /// The process died.
    Died,
}

/// Whether a failpoint is passed by these processes, and never by the shop's.
pub fn pass(failpoint: &str) -> bool {
    ["orders.hand_over.", "payments.refund.", "orders.returns.decide.", "orders.returns.receive.", "orders.returns.close."]
        .iter()
        .any(|verb| failpoint.starts_with(verb))
}

/// Gives an order to the carrier: `astris ship`.
pub async fn ship(scene: &Scene, start: &Start, order: &str) -> Done {
    let mut process = command(scene, env!("CARGO_BIN_EXE_astris"), start);
    done(process.args(["ship", order, "--carrier", "swiss_post", "--tracking", "99.34.123456.12345678"])).await
}

/// Gives money back, under a key that is the payment's: nothing of the program itself does that yet, so this one starts itself.
pub async fn give_back(scene: &Scene, start: &Start, payment: Uuid, amount: Option<i64>) -> Done {
    let mut process = command(scene, std::env::current_exe().unwrap(), start);
    process.args(["--exact", "staff::the_process_that_gives_back"]).env(PAYMENT, payment.to_string());
    if let Some(amount) = amount {
        process.env(AMOUNT, amount.to_string());
    }
    done(&mut process).await
}

/// Agrees to a return, receives its goods and closes it, from where that was left.
pub async fn take_back(scene: &Scene, start: &Start, goods: Uuid) -> Done {
    let mut process = command(scene, std::env::current_exe().unwrap(), start);
    process.args(["--exact", "staff::the_process_that_takes_back"]).env(GOODS, goods.to_string());
    done(&mut process).await
}

async fn done(process: &mut tokio::process::Command) -> Done {
    let status = process.status().await.unwrap();
    match (status.success(), status.signal()) {
        (true, _) => Done::Yes,
        (false, Some(_)) => Done::Died,
        (false, None) => Done::No,
    }
}

/// Among the other tests it has nothing to do.
#[tokio::test]
async fn the_process_that_gives_back() {
    let Ok(payment) = std::env::var(PAYMENT) else { return };
    let shop = shop().await;
    let payment: Uuid = payment.parse().unwrap();
    let request = RefundRequest {
        payment: PaymentId(payment),
        amount: std::env::var(AMOUNT).ok().map(|amount| amount.parse().unwrap()),
        reason: RefundReason::Goodwill,
        key: Uuid::from_u128(!payment.as_u128()),
        remark: String::new(),
    };
    payments::refund(&shop, Actor::Operator, &request).await.unwrap();
    shop.pool.close().await;
}

/// Among the other tests it has nothing to do.
#[tokio::test]
async fn the_process_that_takes_back() {
    let Ok(goods) = std::env::var(GOODS) else { return };
    let (shop, goods): (_, Uuid) = (shop().await, goods.parse().unwrap());
    loop {
        let state: String =
            sqlx::query_scalar("SELECT state FROM orders_returns WHERE id = $1").bind(goods).fetch_one(&shop.pool).await.unwrap();
        match ReturnState::from_code(&state).unwrap() {
            ReturnState::Requested => returns::accept(&shop, Actor::Operator, goods, "").await.unwrap(),
            ReturnState::Accepted => drop(returns::receive(&shop, Actor::Operator, goods, true).await.unwrap()),
            ReturnState::Received => returns::close(&shop, Actor::Operator, goods).await.unwrap(),
            ReturnState::Closed => break,
            ReturnState::Refused => panic!("nobody has refused it"),
        }
    }
    shop.pool.close().await;
}

/// The shop of this process, from its environment.
async fn shop() -> Arc<Shop> {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let config = Config::load(&Source::of_process().unwrap()).unwrap();
    assemble(&config, pool::connect(&config.database).await.unwrap()).unwrap()
}
