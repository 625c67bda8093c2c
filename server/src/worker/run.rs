//! Running a job: never twice at a time in this process, and without harm to the others when it fails or panics.

use std::{
    error::Error as _,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use services::{error::Error, jobs, shop::Shop};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::schedule::Job;

/// A job with its gate.
#[derive(Clone, Debug)]
pub(super) struct Runner {
    pub(super) job: Job,
    shop: Arc<Shop>,
    /// One place: held by the run, closed once the task is stopped.
    gate: Arc<Semaphore>,
    /// Failures in a row.
    failures: Arc<AtomicU32>,
}

impl Runner {
    pub(super) fn new(job: Job, shop: Arc<Shop>) -> Self {
        Self { job, shop, gate: Arc::new(Semaphore::new(1)), failures: Arc::default() }
    }

    /// A tick: skipped if the last run is still busy.
    pub(super) async fn tick(&self) {
        if let Ok(gate) = Arc::clone(&self.gate).try_acquire_owned() {
            self.run(gate).await;
        }
    }

    /// A call: waits for a run that is busy, since that may have looked before the work was there.
    pub(super) async fn call(&self) {
        if let Ok(gate) = Arc::clone(&self.gate).acquire_owned().await {
            self.run(gate).await;
        }
    }

    /// Waits for the current run and lets none begin after it.
    pub(super) async fn close(&self) {
        let last = self.gate.acquire().await;
        self.gate.close();
        drop(last);
    }

    async fn run(&self, gate: OwnedSemaphorePermit) {
        let (job, shop) = (self.job, Arc::clone(&self.shop));
        // A task of its own: a panic ends it alone, and whoever waits here may go away without cutting the work.
        let task = tokio::spawn(async move {
            let _gate = gate;
            work(job, shop).await
        });
        match task.await {
            Ok(Ok(done)) => {
                self.failures.store(0, Ordering::Relaxed);
                if done > 0 {
                    tracing::debug!(job = job.name, done, "job done");
                }
            }
            Ok(Err(error)) => self.failed(&error),
            Err(error) if error.is_panic() => tracing::error!(job = job.name, "the job panicked; it is run again at its next tick"),
            Err(_) => {}
        }
    }

    /// Logs the first failure of a row and then ever more seldom (the 2nd, 4th, 8th, …), so that a database that is away does not fill the disk.
    fn failed(&self, error: &Error) {
        let times = self.failures.fetch_add(1, Ordering::Relaxed).saturating_add(1);
        if !times.is_power_of_two() {
            return;
        }
        let cause = error.source().map(ToString::to_string).unwrap_or_default();
        if error.is_transient() {
            tracing::warn!(job = self.job.name, times, %error, cause, "the job failed; it goes on at its next tick");
        } else {
            tracing::error!(job = self.job.name, times, %error, cause, "the job failed; it is run again at its next tick");
        }
    }
}

async fn work(job: Job, shop: Arc<Shop>) -> Result<u64, Error> {
    if !job.claimed {
        return (job.verb)(shop).await;
    }
    let Some(run) = jobs::claim(&shop, job.name, job.every).await? else { return Ok(0) };
    let done = (job.verb)(Arc::clone(&shop)).await;
    let outcome = done.as_ref().map_or_else(|error| format!("failed: {error}"), |done| format!("done: {done}"));
    jobs::finish(&shop, run, &outcome).await?;
    done
}
