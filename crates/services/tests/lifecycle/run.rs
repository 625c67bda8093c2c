//! Playing sequences of steps.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use rand::{SeedableRng, rngs::StdRng};
use testkit::{Options, TestShop};
use tokio::task::JoinSet;

use crate::{
    books,
    model::REFUND_STEP,
    shrink::shrink,
    steps::{Step, Taken},
    world::{STAFF_EMAIL, World, is_cancelable},
};

/// Steps of one shop. More would find little: after these its goods are sold.
const STEPS: usize = 320;
/// Shops that are played in at once.
const AT_ONCE: usize = 4;
/// Failures after which it is enough.
const MOST_FAILURES: usize = 3;

/// What came of all sequences.
#[derive(Default)]
pub struct Outcome {
    pub transitions: u64,
    /// How often each verb found something to do.
    pub verbs: BTreeMap<&'static str, u64>,
    /// How often the model came to what.
    pub reached: BTreeMap<String, u64>,
    /// Each with its seed and the shortened sequence.
    pub failures: Vec<String>,
}

/// How far a sequence got.
#[derive(Default)]
pub struct Played {
    pub verbs: BTreeMap<&'static str, u64>,
    pub reached: BTreeMap<String, u64>,
    /// The step at which the shop went wrong, and how.
    pub failure: Option<(usize, String)>,
}

/// Plays new shops, in a [`tokio::task::LocalSet`], until so many steps were taken.
pub async fn run(seed: u64, transitions: u64) -> Outcome {
    let mut outcome = Outcome::default();
    let mut seeds = seed..;
    let mut shops = JoinSet::new();
    loop {
        while shops.len() < AT_ONCE && outcome.transitions < transitions && outcome.failures.len() < MOST_FAILURES {
            let Some(seed) = seeds.next() else { break };
            shops.spawn_local(async move { (seed, play(seed, &sequence(seed)).await) });
        }
        let Some(played) = shops.join_next().await else { return outcome };
        let (seed, played) = played.unwrap();
        for (verb, times) in played.verbs {
            outcome.transitions += times;
            *outcome.verbs.entry(verb).or_default() += times;
        }
        for (what, times) in played.reached {
            *outcome.reached.entry(what).or_default() += times;
        }
        if let Some((at, why)) = played.failure {
            let sequence = sequence(seed)[..=at].to_vec();
            println!("seed {seed}, step {at}: {why}\nshortening the sequence");
            outcome.failures.push(shrink(seed, sequence, why).await);
        }
    }
}

/// The steps of a seed.
fn sequence(seed: u64) -> Vec<Step> {
    let mut random = StdRng::seed_from_u64(seed);
    (0..STEPS).map(|_| Step::any(&mut random)).collect()
}

/// Plays these steps in a new shop.
pub async fn play(seed: u64, steps: &[Step]) -> Played {
    let test = Arc::new(TestShop::start(options(seed)).await);
    let (shop, played) = (Arc::clone(&test), steps.to_vec());
    // A panic is a failure like any other. Where it happened is not known: the whole sequence is kept.
    let played = tokio::task::spawn_local(async move { Box::pin(take_all(shop, seed, &played)).await }).await;
    test.finish().await;
    played.unwrap_or_else(|error| Played { failure: Some((steps.len().saturating_sub(1), error.to_string())), ..Played::default() })
}

fn options(seed: u64) -> Options {
    let sandbox = sandbox::Settings {
        resend_rate: 10_000,
        refund_step: Duration::from_millis(REFUND_STEP),
        // Payments end when a step says so.
        expiry_lag: Duration::from_hours(10_000),
        cancelable_methods: if is_cancelable(seed) { vec!["twint".into()] } else { Vec::new() },
        ..sandbox::Settings::default()
    };
    Options::default().impatient().connections(4).staff_email(STAFF_EMAIL).sandbox(sandbox)
}

async fn take_all(test: Arc<TestShop>, seed: u64, steps: &[Step]) -> Played {
    let mut world = World::open(test, seed).await;
    let mut played = Played::default();
    for (at, step) in steps.iter().enumerate() {
        match take(&mut world, step).await {
            Ok(true) => *played.verbs.entry(step.name()).or_default() += 1,
            Ok(false) => {}
            Err(why) => {
                played.failure = Some((at, why));
                break;
            }
        }
    }
    played.reached = world.model.reached();
    played
}

async fn take(world: &mut World, step: &Step) -> Taken {
    world.model.now += 1;
    let taken = step.take(world).await?;
    world.look_up().await;
    books::check(world).await?;
    Ok(taken)
}
