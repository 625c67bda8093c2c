use std::{sync::Arc, time::Duration};

use services::shop::Shop;
use tokio::{task::JoinHandle, time::Instant};
use tokio_cron_scheduler::{Job as CronJob, JobScheduler, JobSchedulerError};

use super::{
    run::Runner,
    schedule::{Job, SCHEDULE},
};

/// How long calls are gathered: fifty notices that arrive together are one run.
const GATHER: Duration = Duration::from_millis(30);

/// The scheduler did not start.
#[derive(Debug, thiserror::Error)]
#[error("the scheduler says {0}")]
pub struct WorkerError(#[from] JobSchedulerError);

/// The background task, running.
pub struct Worker {
    scheduler: JobScheduler,
    runners: Vec<Runner>,
    caller: JoinHandle<()>,
}

impl std::fmt::Debug for Worker {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Worker").field("runners", &self.runners).finish_non_exhaustive()
    }
}

impl Worker {
    /// Starts all jobs of the schedule.
    ///
    /// # Errors
    /// If the scheduler does not start.
    pub async fn start(shop: Arc<Shop>) -> Result<Self, WorkerError> {
        let jobs = SCHEDULE.map(|job| Job { every: services::failpoints::pace(job.every), ..job });
        Self::start_jobs(&jobs, shop).await
    }

    /// Starts these jobs.
    ///
    /// # Errors
    /// If the scheduler does not start.
    pub async fn start_jobs(jobs: &[Job], shop: Arc<Shop>) -> Result<Self, WorkerError> {
        let scheduler = JobScheduler::new().await?;
        let runners: Vec<Runner> = jobs.iter().map(|job| Runner::new(*job, Arc::clone(&shop))).collect();
        for runner in runners.clone() {
            let tick = CronJob::new_repeated_async(runner.job.every, move |_, _| {
                let runner = runner.clone();
                Box::pin(async move { runner.tick().await })
            })?;
            scheduler.add(tick).await?;
        }
        scheduler.start().await?;
        let caller = tokio::spawn(answer_calls(shop, runners.clone()));
        Ok(Self { scheduler, runners, caller })
    }

    /// Stops: what is being worked on is finished until the deadline, nothing new is begun. What is cut is taken up again from the tables.
    pub async fn stop(mut self, deadline: Instant) {
        self.caller.abort();
        if let Err(error) = self.scheduler.shutdown().await {
            tracing::warn!(%error, "the scheduler did not stop");
        }
        for runner in &self.runners {
            if tokio::time::timeout_at(deadline, runner.close()).await.is_err() {
                tracing::warn!(job = runner.job.name, "the job was still busy at the end");
            }
        }
    }
}

/// Runs the jobs on call as soon as the shop says that there is work.
async fn answer_calls(shop: Arc<Shop>, runners: Vec<Runner>) {
    loop {
        shop.work.notified().await;
        tokio::time::sleep(GATHER).await;
        for runner in runners.iter().filter(|runner| runner.job.on_call) {
            runner.call().await;
        }
    }
}
