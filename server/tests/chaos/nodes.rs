//! FAILURES 20: two processes run the background task over one database. Each piece of work is done once.

use std::time::Duration;

use tokio::task::JoinSet;

use crate::{
    astris::{Astris, Start},
    books,
    buyer::{Answer, Buyer},
    proof,
    scene::{Scene, free_address},
};

const BUYERS: usize = 12;

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_do_each_piece_of_work_once() {
    let mut violations = Vec::new();
    for _ in 0..proof::rounds() {
        let scene = Scene::open().await;
        let other = free_address();
        let first = Astris::start(&scene, &Start::default()).await;
        let second = Astris::start(&scene, &Start { address: Some(other), ..Start::default() }).await;
        buy(&scene, &[format!("http://{}", scene.address), format!("http://{other}")]).await;
        violations.extend(scene.until_quiet(Duration::from_secs(90)).await.err());
        violations.extend(books::violations(&scene).await);
        violations.extend(done_twice(&scene).await);
        first.kill().await;
        second.kill().await;
        scene.close().await;
    }
    proof::conclude("two nodes", proof::rounds(), &violations);
}

/// Buyers at both nodes; every third one does not pay, and its hold runs out.
async fn buy(scene: &Scene, nodes: &[String]) {
    let mut buyers = JoinSet::new();
    for number in 0..BUYERS {
        let buyer = Buyer::at(scene, &nodes[number % nodes.len()]);
        let (control, pool) = (scene.kit.sandbox.control().clone(), scene.kit.shop.pool.clone());
        buyers.spawn(async move {
            assert!(matches!(buyer.patiently(Buyer::fill_cart).await, Answer::Done(())));
            let Answer::Done(placed) = buyer.patiently(Buyer::place).await else { panic!("not placed") };
            if number % 3 == 0 {
                let lapse = "UPDATE orders SET hold_expires_at = now() - interval '1 second' WHERE token = $1";
                sqlx::query(lapse).bind(&placed.token).execute(&pool).await.unwrap();
            } else {
                let address = placed.pay_at.unwrap();
                control.set_status(address.rsplit('/').next().unwrap(), domain::payments::PaymentState::Paid).unwrap();
            }
        });
    }
    buyers.join_all().await;
}

/// Mails and notices count how often they were taken; a tick has one row, so both nodes must have had some.
async fn done_twice(scene: &Scene) -> Vec<String> {
    let mut wrong = Vec::new();
    for (what, question) in [
        ("mails were taken more than once", "SELECT count(*) FROM mail_outbox WHERE attempts <> 1"),
        ("notices were taken more than once", "SELECT count(*) FROM payments_notices WHERE attempts <> 1"),
        (
            "orders did not expire exactly once",
            "SELECT count(*) FROM orders WHERE state = 'expired'
            AND 1 <> (SELECT count(*) FROM orders_history WHERE order_id = orders.id AND after = 'expired')",
        ),
    ] {
        let count = scene.count(question).await;
        if count > 0 {
            wrong.push(format!("{count} {what}"));
        }
    }
    let expired = scene.count("SELECT count(*) FROM orders WHERE state = 'expired'").await;
    if usize::try_from(expired) != Ok(BUYERS / 3) {
        wrong.push(format!("{expired} orders expired instead of {}", BUYERS / 3));
    }
    wrong
}
