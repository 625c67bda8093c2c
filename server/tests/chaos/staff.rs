//! What staff do, each time in a process of its own, which can die as the shop can.

use std::os::unix::process::ExitStatusExt;

use domain::{ids::PaymentId, payments::RefundReason};
use server::{
    assemble::assemble,
    config::{Config, Source},
    pool,
};
use services::{
    orders::Actor,
    payments::{self, RefundRequest},
};
use uuid::Uuid;

use crate::{
    astris::{Start, command},
    scene::Scene,
};

/// Of which payment the process gives back, and how much: in rappen, or all of it.
const PAYMENT: &str = "ASTRIS_TEST_REFUND_OF";
const AMOUNT: &str = "ASTRIS_TEST_REFUND_AMOUNT";

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
    ["orders.hand_over.", "payments.refund."].iter().any(|verb| failpoint.starts_with(verb))
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
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let config = Config::load(&Source::of_process().unwrap()).unwrap();
    let shop = assemble(&config, pool::connect(&config.database).await.unwrap()).unwrap();
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
