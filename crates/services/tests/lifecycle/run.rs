//! Playing sequences of steps.

use std::{
    collections::BTreeMap,
    num::NonZero,
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use rand::{SeedableRng, rngs::StdRng};
use testkit::{Options, TestShop};
use tokio::{
    runtime,
    task::{JoinSet, LocalSet},
};

use crate::{
    books,
    model::REFUND_STEP,
    shrink::shrink,
    steps::{Step, Taken},
    world::{STAFF_EMAIL, World, is_cancelable},
};

/// Steps of one shop. More would find little: after these its goods are sold.
const STEPS: usize = 320;
/// How many of them find something to do, about.
const TAKEN: u64 = 240;
/// Shops that a thread plays in at once: while one waits for the database, it sees to the other.
const AT_ONCE: usize = 2;
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

/// What the threads share.
struct Score {
    /// The seed of the first shop; each further one has the next.
    first: u64,
    /// How many steps are to be taken.
    wanted: u64,
    begun: u64,
    ended: u64,
    outcome: Outcome,
}

impl Score {
    /// The seed of another shop, if one is needed. Which ones are played is nothing that a thread's speed decides.
    fn next(&mut self) -> Option<u64> {
        let is_short = self.begun == self.ended && self.outcome.transitions < self.wanted;
        let is_needed = self.begun * TAKEN < self.wanted || is_short;
        if !is_needed || self.outcome.failures.len() >= MOST_FAILURES {
            return None;
        }
        self.begun += 1;
        Some(self.first.wrapping_add(self.begun - 1))
    }

    fn note(&mut self, verbs: BTreeMap<&'static str, u64>, reached: BTreeMap<String, u64>) {
        self.ended += 1;
        for (verb, times) in verbs {
            self.outcome.transitions += times;
            *self.outcome.verbs.entry(verb).or_default() += times;
        }
        for (what, times) in reached {
            *self.outcome.reached.entry(what).or_default() += times;
        }
    }
}

/// Plays new shops, on as many threads as this machine has processors, until so many steps were taken.
pub fn run(seed: u64, transitions: u64) -> Outcome {
    let score = Mutex::new(Score { first: seed, wanted: transitions, begun: 0, ended: 0, outcome: Outcome::default() });
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
            scope.spawn(|| {
                let runtime = runtime::Builder::new_current_thread().enable_all().build().unwrap();
                LocalSet::new().block_on(&runtime, play_shops(&score));
            });
        }
    });
    score.into_inner().unwrap().outcome
}

/// Plays shops of this thread as long as another is needed.
async fn play_shops(score: &Mutex<Score>) {
    let mut shops = JoinSet::new();
    loop {
        while shops.len() < AT_ONCE {
            let Some(seed) = score.lock().unwrap().next() else { break };
            shops.spawn_local(async move { (seed, play(seed, &sequence(seed)).await) });
        }
        let Some(played) = shops.join_next().await else { return };
        let (seed, Played { verbs, reached, failure }) = played.unwrap();
        score.lock().unwrap().note(verbs, reached);
        if let Some((at, why)) = failure {
            println!("seed {seed}, step {at}: {why}\nshortening the sequence");
            let told = shrink(seed, sequence(seed)[..=at].to_vec(), why).await;
            score.lock().unwrap().outcome.failures.push(told);
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
