//! Buyers who buy and pay without end, for something to happen in the middle of it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use domain::payments::PaymentState;
use reqwest::StatusCode;
use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};

use crate::{
    books,
    buyer::{Answer, Buyer},
    scene::Scene,
};

/// Buyers at a time.
const BUYERS: usize = 6;
/// How long they may take to buy a little.
const PATIENCE: Duration = Duration::from_secs(90);
/// Longer than a node claims a mail for: one that was claimed in the moment of an outage waits until those two minutes are over.
const REST: Duration = Duration::from_secs(150);

/// What a buyer has seen.
#[derive(Default)]
struct Seen {
    /// Tokens of acknowledged orders.
    acknowledged: Vec<String>,
    /// Answers that are neither a success nor a polite no.
    rude: Vec<String>,
}

/// The buyers at work.
pub struct Load {
    scene: Arc<Scene>,
    over: Arc<AtomicBool>,
    buyers: JoinSet<Seen>,
}

impl Load {
    /// Lets buyers begin, to whom nothing but what they want and these statuses may be answered.
    pub fn begin(scene: &Arc<Scene>, polite: &'static [StatusCode]) -> Self {
        let mut load = Self { scene: Arc::clone(scene), over: Arc::default(), buyers: JoinSet::new() };
        for _ in 0..BUYERS {
            load.buyers.spawn(buy_until(Arc::clone(scene), Arc::clone(&load.over), polite));
        }
        load
    }

    /// Waits until so many more orders are there; what is wrong if they never are.
    pub async fn has_bought(&self, more: i64) -> Result<(), String> {
        let began = Instant::now();
        let orders = || self.scene.count("SELECT count(*) FROM orders");
        let before = orders().await;
        while orders().await < before + more {
            if began.elapsed() > PATIENCE {
                return Err("nobody can buy any more".to_owned());
            }
            sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }

    /// Lets the buyers go home and the shop come to rest; everything that is wrong then.
    pub async fn end(self) -> Vec<String> {
        let Self { scene, over, buyers } = self;
        over.store(true, Ordering::Relaxed);
        let seen = buyers.join_all().await;
        let mut wrong: Vec<String> = scene.until_quiet(REST).await.err().into_iter().collect();
        wrong.extend(books::violations(&scene).await);
        let known: Vec<String> = sqlx::query_scalar("SELECT token FROM orders").fetch_all(&scene.kit.shop.pool).await.unwrap();
        let mut acknowledged = 0;
        for seen in seen {
            acknowledged += seen.acknowledged.len();
            let missing = seen.acknowledged.into_iter().filter(|token| !known.contains(token));
            wrong.extend(missing.map(|token| format!("order {token} is missing")));
            wrong.extend(seen.rude);
        }
        println!("{acknowledged} orders acknowledged, {} in the books", known.len());
        wrong
    }
}

/// Buys and looks around until it is over.
async fn buy_until(scene: Arc<Scene>, over: Arc<AtomicBool>, polite: &[StatusCode]) -> Seen {
    let mut seen = Seen::default();
    while !over.load(Ordering::Relaxed) {
        let buyer = Buyer::new(&scene);
        let page = match buyer.look("/de").await {
            Answer::Done((StatusCode::OK, _)) => Answer::Done(()),
            Answer::Done((status, page)) => Answer::No(status, page),
            Answer::No(status, text) => Answer::No(status, text),
            Answer::Silence => Answer::Silence,
        };
        seen.note("page", polite, page);
        seen.note("cart", polite, buyer.fill_cart().await);
        if let Some(placed) = seen.note("checkout", polite, buyer.place().await) {
            if let Some(payment) = placed.pay_at.as_deref().and_then(|address| address.rsplit('/').next()) {
                scene.kit.sandbox.control().set_status(payment, PaymentState::Paid).unwrap();
            }
            seen.acknowledged.push(placed.token);
        }
    }
    seen
}

impl Seen {
    fn note<T>(&mut self, what: &str, polite: &[StatusCode], answer: Answer<T>) -> Option<T> {
        match answer {
            Answer::Done(value) => return Some(value),
            Answer::No(status, _) if polite.contains(&status) => {}
            Answer::No(status, text) => self.rude.push(format!("{what}: {status} {text}")),
            Answer::Silence => self.rude.push(format!("{what}: the shop did not answer")),
        }
        None
    }
}
