//! FAILURES 26: PostgreSQL is stopped hard under load. Visitors get a friendly page, the shop is back within five seconds of the database, and
//! every order that was acknowledged is there.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use domain::payments::PaymentState;
use reqwest::StatusCode;
use testkit::Options;
use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};

use crate::{
    astris::{Astris, Start, log_of},
    books,
    buyer::{Answer, Buyer},
    cluster::Cluster,
    proof,
    scene::Scene,
};

/// Buyers at a time.
const LOAD: usize = 6;
/// From the database's first connection to the shop's first page.
const RECOVERY: Duration = Duration::from_secs(5);

/// What the load has seen.
#[derive(Default)]
struct Seen {
    /// Tokens of acknowledged orders.
    acknowledged: Vec<String>,
    /// Answers that are neither a success nor a polite no.
    rude: Vec<String>,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_stopped_hard_costs_no_acknowledged_order() {
    let mut violations = Vec::new();
    for _ in 0..proof::rounds() {
        let mut cluster = Cluster::start().await;
        let scene = Arc::new(Scene::open_with(Options::default().server(cluster.url())).await);
        let astris = Astris::start(&scene, &Start::default()).await;
        violations.extend(outage(&mut cluster, &scene).await);
        if !violations.is_empty() {
            println!("{}", log_of(&scene));
        }
        astris.kill().await;
        if let Ok(scene) = Arc::try_unwrap(scene) {
            scene.close().await;
        }
        cluster.remove().await;
    }
    proof::conclude("database stopped", proof::rounds(), &violations);
}

async fn outage(cluster: &mut Cluster, scene: &Arc<Scene>) -> Vec<String> {
    let over = Arc::new(AtomicBool::new(false));
    let mut load = JoinSet::new();
    for _ in 0..LOAD {
        load.spawn(buy_until(Arc::clone(scene), Arc::clone(&over)));
    }
    while scene.count("SELECT count(*) FROM orders").await < 10 {
        sleep(Duration::from_millis(20)).await;
    }
    cluster.stop_hard().await;
    let mut violations = while_away(scene).await;
    cluster.start_again().await;
    violations.extend(comes_back(scene).await);
    let before = scene.count("SELECT count(*) FROM orders").await;
    let began = Instant::now();
    while scene.count("SELECT count(*) FROM orders").await < before + 10 {
        if began.elapsed() > Duration::from_secs(30) {
            violations.push("nobody can buy after the outage".to_owned());
            break;
        }
        sleep(Duration::from_millis(20)).await;
    }
    over.store(true, Ordering::Relaxed);
    let seen = load.join_all().await;
    violations.extend(after(scene, seen).await);
    violations
}

/// Buys and looks around until it is over.
async fn buy_until(scene: Arc<Scene>, over: Arc<AtomicBool>) -> Seen {
    let mut seen = Seen::default();
    while !over.load(Ordering::Relaxed) {
        let buyer = Buyer::new(&scene);
        if let Answer::Done((status, _)) = buyer.look("/de").await {
            seen.note("page", status);
        }
        if let Answer::No(status, _) = buyer.fill_cart().await {
            seen.note("cart", status);
        }
        match buyer.place().await {
            Answer::Done(placed) => {
                if let Some(payment) = placed.pay_at.as_deref().and_then(|address| address.rsplit('/').next()) {
                    scene.kit.sandbox.control().set_status(payment, PaymentState::Paid).unwrap();
                }
                seen.acknowledged.push(placed.token);
            }
            // The cart and the session may have gone with the database: what may be lost is kept in an unlogged table.
            Answer::No(StatusCode::CONFLICT, _) => {}
            Answer::No(status, _) => seen.note("checkout", status),
            Answer::Silence => seen.rude.push("the shop did not answer".to_owned()),
        }
    }
    seen
}

impl Seen {
    fn note(&mut self, what: &str, status: StatusCode) {
        if status != StatusCode::OK && status != StatusCode::SERVICE_UNAVAILABLE {
            self.rude.push(format!("{what}: {status}"));
        }
    }
}

/// People see a page in their language, programs a status, load balancers the truth.
async fn while_away(scene: &Scene) -> Vec<String> {
    let mut wrong = Vec::new();
    let visitor = Buyer::new(scene);
    match visitor.look("/fr").await {
        Answer::Done((StatusCode::SERVICE_UNAVAILABLE, page)) if page.contains("<h1") && page.contains("lang=\"fr\"") => {}
        Answer::Done((status, page)) => wrong.push(format!("a page while the database is away: {status} {page}")),
        Answer::No(..) | Answer::Silence => wrong.push("no page while the database is away".to_owned()),
    }
    if !matches!(visitor.place().await, Answer::No(StatusCode::SERVICE_UNAVAILABLE, _)) {
        wrong.push("a checkout while the database is away is not answered by 503".to_owned());
    }
    for (path, expected) in [("/healthz", StatusCode::OK), ("/readyz", StatusCode::SERVICE_UNAVAILABLE)] {
        if !matches!(visitor.look(path).await, Answer::Done((status, _)) if status == expected) {
            wrong.push(format!("{path} is not {expected} while the database is away"));
        }
    }
    wrong
}

/// The first page after the database is back.
async fn comes_back(scene: &Scene) -> Option<String> {
    let (visitor, began) = (Buyer::new(scene), Instant::now());
    while !matches!(visitor.look("/de").await, Answer::Done((StatusCode::OK, _))) {
        if began.elapsed() > RECOVERY {
            return Some(format!("no page {} s after the database was back", RECOVERY.as_secs()));
        }
        sleep(Duration::from_millis(20)).await;
    }
    println!("back after {} ms", began.elapsed().as_millis());
    (began.elapsed() > RECOVERY).then(|| format!("back after {} ms only", began.elapsed().as_millis()))
}

async fn after(scene: &Scene, seen: Vec<Seen>) -> Vec<String> {
    let mut wrong: Vec<String> = scene.until_quiet(Duration::from_secs(30)).await.err().into_iter().collect();
    wrong.extend(books::violations(scene).await);
    let known: Vec<String> = sqlx::query_scalar("SELECT token FROM orders").fetch_all(&scene.kit.shop.pool).await.unwrap();
    let mut acknowledged = 0;
    for seen in seen {
        acknowledged += seen.acknowledged.len();
        wrong.extend(seen.acknowledged.into_iter().filter(|token| !known.contains(token)).map(|token| format!("order {token} is missing")));
        wrong.extend(seen.rude);
    }
    println!("{acknowledged} orders acknowledged, {} in the books", known.len());
    wrong
}
