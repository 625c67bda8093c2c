//! FAILURES 17: the process ends at a named point around a commit, in the middle of eight buyers, and is started again. Nothing may be lost,
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
    staff,
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

/// Without any point armed, the same buyers come past all of them: a point that is listed and never reached would prove nothing.
#[tokio::test(flavor = "multi_thread")]
async fn every_point_is_on_the_way() {
    let scene = Scene::open().await;
    let logged = Start { log_points: true, ..Start::default() };
    let astris = Astris::start(&scene, &logged).await;
    let mut journeys = journeys(&scene, &logged);
    go_on(&scene, &mut journeys).await;
    scene.until_quiet(PATIENCE).await.unwrap();
    let reached = std::fs::read_to_string(scene.folder.join("points")).unwrap();
    let missed: Vec<_> = POINTS.iter().filter(|point| !reached.lines().any(|line| line == **point)).collect();
    assert!(missed.is_empty(), "never reached: {missed:?}");
    assert_eq!(wrong(&scene, &mut journeys).await, Vec::<String>::new());
    astris.kill().await;
    scene.close().await;
}

async fn crash(seed: u64) -> Outcome {
    let mut random = StdRng::seed_from_u64(seed);
    let name = POINTS[usize::try_from(seed).unwrap_or_default() % POINTS.len()];
    let point = format!("{name}:{}", random.random_range(1..=often(name)));
    // Half of the time webhooks never come, and the way back and the reconciliation have to do; unless the point is about them.
    let webhooks = name.contains("notice") || random.random();
    let scene = Scene::open().await;
    scene.kit.sandbox.control().set_fault(sandbox::Knob::WebhookNever, u64::from(!webhooks), None);

    let armed = Start { failpoint: Some(point.clone()), ..Start::default() };
    let (shop, staff) = if staff::pass(name) { (Start::default(), armed) } else { (armed, Start::default()) };
    let mut journeys = journeys(&scene, &staff);
    let died_there = first_life(&scene, &shop, &mut journeys).await;
    for journey in &mut journeys {
        journey.staff = Start::default();
    }

    scene.let_time_pass().await;
    let astris = Astris::start(&scene, &Start::default()).await;
    go_on(&scene, &mut journeys).await;
    let mut violations: Vec<String> = scene.until_quiet(PATIENCE).await.err().into_iter().collect();
    violations.extend(wrong(&scene, &mut journeys).await);
    if !violations.is_empty() {
        violations.push(format!("the log: {}", log_of(&scene)));
    }
    astris.kill().await;
    scene.close().await;
    Outcome { point, died_there, violations }
}

/// Until the process meets its point, or is killed because it does not; whether it or a process of staff has met it.
async fn first_life(scene: &Scene, start: &Start, journeys: &mut [Journey]) -> bool {
    let mut astris = Astris::start(scene, start).await;
    let story = async {
        go_on(scene, journeys).await;
        // The worker's points: at rest at the latest, they have been passed.
        let _ = scene.until_quiet(Duration::from_secs(4)).await;
    };
    tokio::select! {
        () = story => {}
        () = astris.ended() => {}
    }
    let died_there = astris.has_ended() || journeys.iter().any(|journey| journey.staff_died);
    astris.kill().await;
    died_there
}

/// How often a point is met by all buyers together, at least, as far as that matters.
fn often(point: &str) -> u32 {
    let once = ["payments.retry.", "orders.expire.", "payments.cancel_open.", "orders.confirm_delivery.", "orders.returns.request."];
    if staff::pass(point) || once.iter().any(|verb| point.starts_with(verb)) { 1 } else { 2 }
}

fn journeys(scene: &Scene, staff: &Start) -> Vec<Journey> {
    Plan::ALL.into_iter().map(|plan| Journey::new(scene, plan, staff.clone())).collect()
}

/// All buyers at once, until each is done or cut.
async fn go_on(scene: &Scene, journeys: &mut [Journey]) {
    let [one, two, three, four, five, six, seven, eight] = journeys else { panic!("a buyer for each plan") };
    let all = async {
        tokio::join!(
            one.go_on(scene),
            two.go_on(scene),
            three.go_on(scene),
            four.go_on(scene),
            five.go_on(scene),
            six.go_on(scene),
            seven.go_on(scene),
            eight.go_on(scene)
        )
    };
    // Who is cut is gone on with after the restart, and looked at then.
    let _ = timeout(PATIENCE, Box::pin(all)).await;
}

/// The books, and what the buyers were told.
async fn wrong(scene: &Scene, journeys: &mut [Journey]) -> Vec<String> {
    let mut wrong = books::violations(scene).await;
    for journey in journeys {
        let left = journey.cart().await;
        let mut found = journey.wrong.clone();
        found.extend(end(scene, journey).await);
        // They would be ordered again.
        found.extend(left.filter(|lines| *lines > 0).map(|lines| format!("{lines} lines are in the cart after the order")));
        wrong.extend(found.into_iter().map(|what| format!("{:?}: {what}", journey.plan)));
    }
    let drafts = scene.count("SELECT count(*) FROM ephemeral_entries WHERE key LIKE 'checkout:%'").await;
    if drafts > 0 {
        wrong.push(format!("{drafts} checkouts are still under way after the orders were placed"));
    }
    wrong
}

/// Whether the buyer has the one order that was acknowledged, with the end, the money and the mails that belong to the plan.
async fn end(scene: &Scene, journey: &Journey) -> Vec<String> {
    let orders: Vec<(String, String, i64, Vec<String>)> = sqlx::query_as(
        "SELECT token, state,
             (SELECT coalesce(sum(refund.amount), 0)::bigint FROM payments_refunds AS refund JOIN payments ON payments.id = payment_id
              WHERE order_id = orders.id AND refund.state = 'refunded'),
             ARRAY(SELECT kind FROM mail_outbox WHERE order_id = orders.id ORDER BY kind)
         FROM orders WHERE email = $1",
    )
    .bind(&journey.buyer.email)
    .fetch_all(&scene.kit.shop.pool)
    .await
    .unwrap();
    let mut wrong = Vec::new();
    match (&journey.token, orders.as_slice()) {
        (Some(token), [(known, state, given_back, mails)]) if token == known => {
            if state != journey.plan.end().code() {
                wrong.push(format!("the order is {state}"));
            }
            if *given_back != journey.plan.given_back() {
                wrong.push(format!("{given_back} rappen are back"));
            }
            // Who pays late may have been told that the time was over.
            let expected = mails.iter().filter(|kind| journey.plan != Plan::PayLate || *kind != "order_expired");
            if !expected.eq(journey.plan.mails()) {
                wrong.push(format!("the mails are {mails:?}"));
            }
        }
        (token, orders) => wrong.push(format!("acknowledged {token:?}, in the books {orders:?}")),
    }
    if !journey.done {
        wrong.push("never came to its end".to_owned());
    }
    wrong
}
