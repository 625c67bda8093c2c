//! FAILURES 26: PostgreSQL is stopped hard under load. Visitors get a friendly page, the shop is back within five seconds of the database, and
//! every order that was acknowledged is there.

use std::{sync::Arc, time::Duration};

use reqwest::StatusCode;
use testkit::Options;
use tokio::time::{Instant, sleep};

use crate::{
    astris::{Astris, Start, log_of},
    buyer::{Answer, Buyer},
    cluster::Cluster,
    load::Load,
    proof,
    scene::Scene,
};

/// From the database's first connection to the shop's first page.
const RECOVERY: Duration = Duration::from_secs(5);

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
    // Without the database nothing is done, and that is said. Cart and session may go with it, and then the checkout is refused: what may be lost
    // is kept in an unlogged table.
    let load = Load::begin(scene, &[StatusCode::SERVICE_UNAVAILABLE, StatusCode::CONFLICT]);
    let mut violations: Vec<String> = load.has_bought(10).await.err().into_iter().collect();
    cluster.stop_hard().await;
    violations.extend(while_away(scene).await);
    cluster.start_again().await;
    violations.extend(comes_back(scene).await);
    violations.extend(load.has_bought(10).await.err());
    violations.extend(load.end().await);
    violations
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
