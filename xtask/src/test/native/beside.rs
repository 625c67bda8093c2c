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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    /// A job of the shell; `$1` is a folder that all jobs of a test share.
    fn job(folder: &Scratch, name: &str, is_alone: bool, script: &str) -> Job {
        let mut command = Command::new("sh");
        command.args(["-c", script, "sh"]).arg(folder.path());
        Job { name: name.to_owned(), command, log: folder.path().join(format!("{name}.log")), is_alone }
    }

    fn run_all(jobs: Vec<Job>, at_once: usize) -> Vec<(String, bool, String)> {
        let step = Step::begin("programs of a test");
        let ended = run(jobs, at_once, &step).unwrap();
        step.done();
        let told = |log: &PathBuf| std::fs::read_to_string(log).unwrap();
        ended.iter().map(|program| (program.name.clone(), program.status.success(), told(&program.log))).collect()
    }

    #[test]
    fn all_run_and_each_has_its_output() {
        let folder = Scratch::create("beside").unwrap();
        let script = |number: u32| format!("echo out {number}; echo err {number} >&2; exit {}", number % 2);
        let jobs = (0..5).map(|number| job(&folder, &format!("job-{number}"), false, &script(number))).collect();
        let mut ended = run_all(jobs, 2);
        ended.sort();
        let expected = (0..5).map(|number| (format!("job-{number}"), number % 2 == 0, format!("out {number}\nerr {number}\n")));
        assert_eq!(ended, expected.collect::<Vec<_>>());
    }

    #[test]
    fn two_that_wait_for_each_other_meet() {
        let folder = Scratch::create("beside").unwrap();
        let meet = |own: &str, other: &str| {
            format!("touch \"$1/{own}\"; i=0; while ! test -e \"$1/{other}\"; do test $i -lt 5000000 || exit 1; i=$((i+1)); done")
        };
        let jobs = vec![job(&folder, "one", false, &meet("a", "b")), job(&folder, "other", false, &meet("b", "a"))];
        assert!(run_all(jobs, 2).iter().all(|(_, is_well, _)| *is_well));
    }

    /// Fails when it finds another at work.
    const BY_ITSELF: &str = "mkdir \"$1/busy\" || exit 1; i=0; while test $i -lt 20000; do i=$((i+1)); done; rmdir \"$1/busy\"";

    #[test]
    fn no_more_run_at_once_than_are_told() {
        let folder = Scratch::create("beside").unwrap();
        let jobs = (0..4).map(|number| job(&folder, &format!("job-{number}"), false, BY_ITSELF)).collect();
        assert!(run_all(jobs, 1).iter().all(|(_, is_well, _)| *is_well));
    }

    #[test]
    fn nothing_runs_beside_one_that_runs_alone() {
        let folder = Scratch::create("beside").unwrap();
        let jobs = (0..4).map(|number| job(&folder, &format!("job-{number}"), number > 0, BY_ITSELF)).collect();
        assert!(run_all(jobs, 4).iter().all(|(_, is_well, _)| *is_well));
    }
}
