//! Many at once for a fixed time.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};

use crate::{BUYERS, Failure};

/// Before counting begins: connections open, caches fill.
const WARM_UP: Duration = Duration::from_secs(2);
/// While it counts.
pub const MEASURED: Duration = Duration::from_secs(6);

/// What was done.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    counted: u64,
    seconds: f64,
    /// With those of the warm-up and those that ended after the time.
    pub total: u64,
}

impl Pace {
    /// As another program counted.
    pub const fn told(per_second: f64, total: u64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rate is printed without decimals")]
        let counted = per_second as u64;
        Self { counted, seconds: 1.0, total }
    }

    /// In the counted time.
    #[expect(clippy::cast_precision_loss, reason = "counts of seconds are small")]
    pub fn per_second(&self) -> f64 {
        self.counted as f64 / self.seconds
    }
}

/// How many times as fast, round by round.
pub fn ratios(ours: &[Pace], others: &[Pace]) -> Vec<f64> {
    ours.iter().zip(others).map(|(ours, other)| ours.per_second() / other.per_second()).collect()
}

/// Lets every buyer do the same again and again; the first failure ends it.
pub async fn keep<Work, Doing>(work: Work) -> Result<Pace, Failure>
where
    Work: Fn(usize) -> Doing + Send + Sync + 'static,
    Doing: Future<Output = Result<(), Failure>> + Send,
{
    let (work, done) = (Arc::new(work), Arc::new(AtomicU64::new(0)));
    let end = Instant::now() + WARM_UP + MEASURED;
    let mut buyers = JoinSet::new();
    for buyer in 0..BUYERS {
        let (work, done) = (Arc::clone(&work), Arc::clone(&done));
        buyers.spawn(async move {
            while Instant::now() < end {
                work(buyer).await?;
                done.fetch_add(1, Ordering::Relaxed);
            }
            Ok::<(), Failure>(())
        });
    }
    sleep(WARM_UP).await;
    let (before, began) = (done.load(Ordering::Relaxed), Instant::now());
    sleep(MEASURED).await;
    let (counted, seconds) = (done.load(Ordering::Relaxed) - before, began.elapsed().as_secs_f64());
    for outcome in buyers.join_all().await {
        outcome?;
    }
    Ok(Pace { counted, seconds, total: done.load(Ordering::Relaxed) })
}
