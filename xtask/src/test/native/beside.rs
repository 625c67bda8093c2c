//! Programs that run side by side to their end.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use crate::failure::{Failure, Result};
use crate::service::{Ending, Service};
use crate::step::Step;
use crate::stop;

const POLL: Duration = Duration::from_millis(20);
const PROGRESS_EVERY: Duration = Duration::from_millis(500);
/// On Ctrl-C, and should this program be killed.
const ENDING: Ending = Ending { signal: "TERM", patience: Duration::from_secs(10) };

/// A program that is to run.
pub struct Job {
    pub name: String,
    pub command: Command,
    /// Where all that it prints goes.
    pub log: PathBuf,
    /// Nothing runs beside it.
    pub is_alone: bool,
}

/// A program that has run.
pub struct Ended {
    pub name: String,
    pub log: PathBuf,
    pub status: ExitStatus,
    pub took: Duration,
}

struct Running {
    // Ended when dropped.
    service: Service,
    log: PathBuf,
    is_alone: bool,
    since: Instant,
}

/// Runs all in their order, so many at once at most; on Ctrl-C those that run are ended, and no other begins.
pub fn run(jobs: Vec<Job>, at_once: usize, step: &Step) -> Result<Vec<Ended>> {
    let (all, mut waiting) = (jobs.len(), VecDeque::from(jobs));
    let (mut running, mut ended) = (Vec::new(), Vec::new());
    let mut shown = Instant::now();
    while ended.len() < all {
        if stop::requested() {
            return Err(Failure::interrupted());
        }
        reap(&mut running, &mut ended);
        while let Some(job) = next(&mut waiting, &running, at_once) {
            running.push(begin(job)?);
        }
        if shown.elapsed() >= PROGRESS_EVERY {
            shown = Instant::now();
            let names: Vec<&str> = running.iter().map(|program| program.service.name()).collect();
            step.progress(&format!("{} of {all}, now {}", ended.len(), names.join(", ")));
        }
        std::thread::sleep(POLL);
    }
    Ok(ended)
}

/// The next one, if there is room for it.
fn next(waiting: &mut VecDeque<Job>, running: &[Running], at_once: usize) -> Option<Job> {
    let is_alone = waiting.front()?.is_alone || running.iter().any(|program| program.is_alone);
    let most = if is_alone { 1 } else { at_once.max(1) };
    if running.len() < most { waiting.pop_front() } else { None }
}

fn begin(job: Job) -> Result<Running> {
    let service = Service::start(&job.name, job.command, ENDING, Some(&job.log))?;
    Ok(Running { service, log: job.log, is_alone: job.is_alone, since: Instant::now() })
}

/// Moves what has ended from one list to the other.
fn reap(running: &mut Vec<Running>, ended: &mut Vec<Ended>) {
    running.retain_mut(|program| {
        let Some(status) = program.service.ended() else { return true };
        ended.push(Ended { name: program.service.name().to_owned(), log: program.log.clone(), status, took: program.since.elapsed() });
        false
    });
}
