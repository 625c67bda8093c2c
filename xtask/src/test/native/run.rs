//! Runs them with a PostgreSQL and a Redis of their own.

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::available_parallelism;

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::postgres;
use crate::program;
use crate::redis::Redis;
use crate::setup;
use crate::step::Step;
use crate::test::counts::Counts;
use crate::test::native::beside::{self, Ended, Job};
use crate::test::native::order;
use crate::test::native::programs::{self, Program};
use crate::test::native::times::Times;
use crate::toolbox::Toolbox;

/// What the documentation's tests are called beside the programs.
const DOCUMENTATION: &str = "documentation";

/// Runs the tests of all crates that compile natively.
pub fn run(checkout: &Checkout, toolbox: &Toolbox, filter: Option<&str>) -> Result<Counts> {
    let redis_program = setup::redis::ensure(checkout, toolbox)?;
    let programs = programs::build(checkout, toolbox)?;
    let cluster = postgres::start_throwaway(checkout, "tests")?;
    let redis = Redis::start(&redis_program, &checkout.log("redis"))?;
    let step = Step::begin("unit and integration tests");
    let folder = new_folder(checkout)?;
    let commands = programs.iter().map(|program| (program.name.clone(), test_program(toolbox, program, filter)));
    let documentation = (DOCUMENTATION.to_owned(), documentation(toolbox, filter));
    let mut jobs: Vec<Job> = commands.chain([documentation]).map(|(name, command)| job(name, command, &folder)).collect();
    for job in &mut jobs {
        job.command.env("TEST_DATABASE_URL", cluster.url("postgres")).env("TEST_REDIS_URL", redis.url());
    }
    let mut times = Times::read(checkout);
    order::sort(&mut jobs, |job| &job.name, &times);
    let ended = beside::run(jobs, available_parallelism().map_or(1, NonZero::get), &step)?;
    if filter.is_none() {
        for program in &ended {
            times.set(&program.name, program.took);
        }
        times.write(checkout);
    }
    conclude(checkout, step, &ended)
}

/// An empty folder for what the programs print.
fn new_folder(checkout: &Checkout) -> Result<PathBuf> {
    let folder = checkout.logs().join("tests");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| Failure::io("create", &folder, &error))?;
    Ok(folder)
}

fn job(name: String, command: Command, folder: &Path) -> Job {
    let log = folder.join(format!("{name}.log"));
    Job { is_alone: order::is_alone(&name), name, command, log }
}

/// As cargo runs it: in its package's folder.
fn test_program(toolbox: &Toolbox, program: &Program, filter: Option<&str>) -> Command {
    let mut command = toolbox.command(&program.executable);
    command.current_dir(&program.folder).env("CARGO_MANIFEST_DIR", &program.folder).args(filter);
    command
}

fn documentation(toolbox: &Toolbox, filter: Option<&str>) -> Command {
    let mut command = toolbox.cargo();
    command.args(["test", "--no-fail-fast", "--doc"]).args(filter);
    command
}

/// Counts; shows whole what the programs have printed that failed.
fn conclude(checkout: &Checkout, step: Step, ended: &[Ended]) -> Result<Counts> {
    let (mut sum, mut all, mut failed) = (Counts::default(), String::new(), Vec::new());
    for program in ended {
        let output = fs::read(&program.log).map_err(|error| Failure::io("read", &program.log, &error))?;
        let output = format!("     Running {}\n{}", program.name, String::from_utf8_lossy(&output));
        let counts = Counts::of_cargo(&output).with_exit(program.status.success());
        sum = sum + counts;
        all.push_str(&output);
        if counts.failed > 0 {
            failed.push((program, output));
        }
    }
    let log = checkout.log("tests");
    fs::write(&log, all).map_err(|error| Failure::io("write", &log, &error))?;
    if failed.is_empty() {
        step.done_with(&format!("{} passed", sum.passed));
        return Ok(sum);
    }
    drop(step);
    for (program, output) in &failed {
        program::show_whole(output);
        println!("  │ {} ended with {}", program.name, program.status);
    }
    Ok(sum)
}
