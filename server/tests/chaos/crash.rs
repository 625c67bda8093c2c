//! FAILURES 17: the process ends at a named point around a commit, in the middle of four buyers, and is started again. Nothing may be lost,
//! nothing may happen twice.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use rand::{Rng, SeedableRng, rngs::StdRng};
use services::failpoints::POINTS;
use tokio::{
    sync::Semaphore,
    task::{JoinSet, LocalSet},
    time::timeout,
};

use crate::{
    astris::{Astris, Start, log_of},
    books,
    journey::{Journey, Plan},
    proof,
    scene::Scene,
};

/// How many scenes run at once.
const AT_ONCE: usize = 3;
/// How long a shop may take to come to rest.
const PATIENCE: Duration = Duration::from_secs(45);

/// What came of one seed.
struct Outcome {
    point: String,
    /// Whether the process met the point, or was killed from outside at the end.
    died_there: bool,
    violations: Vec<String>,
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_the_moment_of_a_crash_nothing_is_lost_or_doubled() {
    let (first, seeds) = (proof::number("ASTRIS_PROOF_SEED", 1), proof::number("ASTRIS_PROOF_SEEDS", 5));
    println!("seeds {first} to {}: ASTRIS_PROOF_SEED={first} ASTRIS_PROOF_SEEDS={seeds}", first + seeds - 1);
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let (mut scenes, local) = (JoinSet::new(), LocalSet::new());
    for seed in first..first + seeds {
        let places = Arc::clone(&places);
        let scene = async move {
            let _place = places.acquire_owned().await.unwrap();
            (seed, crash(seed).await)
        };
        scenes.spawn_local_on(scene, &local);
    }
    let (mut violations, mut struck) = (Vec::new(), BTreeSet::new());
    while let Some(outcome) = local.run_until(scenes.join_next()).await {
        let (seed, outcome) = outcome.unwrap();
        println!("seed {seed}: {} {}", outcome.point, if outcome.died_there { "struck" } else { "was not met; killed at the end" });
        violations.extend(outcome.violations.into_iter().map(|violation| format!("seed {seed}, {}: {violation}", outcome.point)));
        if outcome.died_there {
            struck.insert(outcome.point.split(':').next().unwrap_or_default().to_owned());
        }
    }
    if seeds >= 4 * POINTS.len() as u64 {
        let missed = POINTS.iter().filter(|point| !struck.contains(**point));
        violations.extend(missed.map(|point| format!("no crash at {point} in {seeds} seeds")));
    }
    proof::conclude("crash", seeds, &violations);
}

/// Without any point armed, the same four buyers come past all of them: a point that is listed and never reached would prove nothing.
#[tokio::test(flavor = "multi_thread")]
async fn every_point_is_on_the_way() {
    let scene = Scene::open().await;
    let astris = Astris::start(&scene, &Start { log_points: true, ..Start::default() }).await;
    let mut journeys = journeys(&scene);
    go_on(&scene, &mut journeys).await;
    scene.until_quiet(PATIENCE).await.unwrap();
    let reached = std::fs::read_to_string(scene.folder.join("points")).unwrap();
    let missed: Vec<_> = POINTS.iter().filter(|point| !reached.lines().any(|line| line == **point)).collect();
    assert!(missed.is_empty(), "never reached: {missed:?}");
    assert_eq!(wrong(&scene, &journeys).await, Vec::<String>::new());
    astris.kill().await;
    scene.close().await;
}

async fn crash(seed: u64) -> Outcome {
    let mut random = StdRng::seed_from_u64(seed);
    let index = usize::try_from(seed).unwrap_or_default() % POINTS.len();
    let point = format!("{}:{}", POINTS[index], random.random_range(1..=2));
    // Half of the time webhooks never come, and the way back and the reconciliation have to do; unless the point is about them.
    let webhooks = POINTS[index].contains("notice") || random.random();
    let scene = Scene::open().await;
    scene.kit.sandbox.control().set_fault(sandbox::Knob::WebhookNever, u64::from(!webhooks), None);

    let mut astris = Astris::start(&scene, &Start { failpoint: Some(point.clone()), ..Start::default() }).await;
    let mut journeys = journeys(&scene);
    let story = async {
        go_on(&scene, &mut journeys).await;
        // The worker's points: at rest at the latest, they have been passed.
        let _ = scene.until_quiet(Duration::from_secs(4)).await;
    };
    tokio::select! {
        () = story => {}
        () = astris.ended() => {}
    }
    let died_there = astris.has_ended();
    astris.kill().await;

    scene.let_time_pass().await;
    let astris = Astris::start(&scene, &Start::default()).await;
    go_on(&scene, &mut journeys).await;
    let mut violations: Vec<String> = scene.until_quiet(PATIENCE).await.err().into_iter().collect();
    violations.extend(wrong(&scene, &journeys).await);
    if !violations.is_empty() {
        violations.push(format!("the log: {}", log_of(&scene)));
    }
    astris.kill().await;
    scene.close().await;
    Outcome { point, died_there, violations }
}

fn journeys(scene: &Scene) -> Vec<Journey> {
    Plan::ALL.into_iter().map(|plan| Journey::new(scene, plan)).collect()
}

/// All buyers at once, until each is done or cut.
async fn go_on(scene: &Scene, journeys: &mut [Journey]) {
    let [one, two, three, four] = journeys else { panic!("four buyers") };
    let all = async { tokio::join!(one.go_on(scene), two.go_on(scene), three.go_on(scene), four.go_on(scene)) };
    // Who is cut is gone on with after the restart, and looked at then.
    let _ = timeout(PATIENCE, all).await;
}

/// The books, and what the buyers were told.
async fn wrong(scene: &Scene, journeys: &[Journey]) -> Vec<String> {
    let mut wrong = books::violations(scene).await;
    for journey in journeys {
        let plan = journey.plan;
        wrong.extend(journey.wrong.iter().map(|what| format!("{plan:?}: {what}")));
        let placed: Vec<(String, String)> = sqlx::query_as("SELECT token, state FROM orders WHERE email = $1")
            .bind(&journey.buyer.email)
            .fetch_all(&scene.kit.shop.pool)
            .await
            .unwrap();
        match (&journey.token, placed.as_slice()) {
            (Some(token), [(known, state)]) if token == known => {
                let expected: &[&str] = match plan {
                    Plan::Pay | Plan::FailThenPay | Plan::PayLate => &["paid"],
                    Plan::Abandon => &["expired"],
                };
                if !expected.contains(&state.as_str()) {
                    wrong.push(format!("{plan:?}: the order is {state}"));
                }
            }
            (token, placed) => wrong.push(format!("{plan:?}: acknowledged {token:?}, in the books {placed:?}")),
        }
        if !journey.done {
            wrong.push(format!("{plan:?}: never came to its end"));
        }
        wrong.extend(buys_again(journey, scene).await);
    }
    wrong
}

/// A crash must not leave a buyer with a checkout that is refused for ever: a new cart is a new order.
async fn buys_again(journey: &Journey, scene: &Scene) -> Option<String> {
    let guests_drafts = scene.count("SELECT count(*) FROM ephemeral_entries WHERE key LIKE 'checkout:%'").await;
    (journey.done && guests_drafts > 0).then(|| format!("{guests_drafts} checkouts are still under way after the orders were placed"))
}
