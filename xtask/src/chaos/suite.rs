//! One scenario after the other, with a PostgreSQL and a Redis of their own; a violation does not keep the next from running.

use std::process::{Command, ExitCode};

use crate::chaos::options::Options;
use crate::chaos::report::{Proof, Report};
use crate::chaos::scenario::{SCENARIOS, Scenario};
use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::postgres;
use crate::program;
use crate::random;
use crate::redis::Redis;
use crate::setup;
use crate::step::Step;
use crate::stop;
use crate::toolbox::Toolbox;

/// `cargo xtask chaos`.
pub fn run(arguments: &[String]) -> Result<ExitCode> {
    let options = Options::parse(arguments)?;
    let chosen: Vec<Scenario> =
        SCENARIOS.into_iter().filter(|scenario| options.filter.as_ref().is_none_or(|part| scenario.name.contains(part.as_str()))).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = SCENARIOS.iter().map(|scenario| scenario.name).collect();
        return Err(Failure::new(format!("No scenario has that in its name: there are {}.", names.join("; "))));
    }
    let seed = options.seed.map_or_else(new_seed, Ok)?;
    println!("The random ones begin with seed {seed}: `cargo xtask chaos --seed {seed}` plays the same again.");
    let checkout = Checkout::find()?;
    let toolbox = setup::for_checking(&checkout)?;
    let redis_program = setup::redis::ensure(&checkout, &toolbox)?;
    build(&checkout, &toolbox)?;
    let cluster = postgres::start_throwaway(&checkout, "chaos")?;
    let redis = Redis::start(&redis_program, &checkout.log("redis"))?;
    let mut report = Report::default();
    for scenario in chosen {
        let mut command = tests(&toolbox);
        command
            .args(["--test", scenario.program, "--", scenario.filter, "--nocapture"])
            .env("TEST_DATABASE_URL", cluster.url("postgres"))
            .env("TEST_REDIS_URL", redis.url())
            .env("ASTRIS_PROOF_SEED", seed.to_string())
            .envs(scenario.variable(options.quick));
        play(&checkout, scenario, &mut command, &mut report)?;
    }
    report.print();
    Ok(if report.violations() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn play(checkout: &Checkout, scenario: Scenario, command: &mut Command, report: &mut Report) -> Result<()> {
    let step = Step::begin(scenario.name);
    let outcome = program::watch(command, &step, &checkout.log(&format!("chaos-{}", scenario.name.replace([' ', ','], "-"))))?;
    if stop::requested() {
        return Err(Failure::interrupted());
    }
    let proof = Proof::of(&outcome.output, outcome.status.success());
    report.add(scenario.name, proof, step.elapsed());
    if proof.violations > 0 {
        program::show(&outcome.output);
    } else {
        step.done_with(&format!("{} attempts", proof.attempts));
    }
    Ok(())
}

/// Of all packages together, like `cargo xtask test`: asked for alone, one would be built once more with other features.
fn tests(toolbox: &Toolbox) -> Command {
    let mut command = toolbox.cargo();
    command.args(["test", "--quiet"]);
    command
}

/// Beforehand, so that the times in the table are those of the scenarios.
fn build(checkout: &Checkout, toolbox: &Toolbox) -> Result<()> {
    let step = Step::begin("building the tests");
    let mut command = tests(toolbox);
    command.arg("--no-run");
    for scenario in SCENARIOS {
        command.args(["--test", scenario.program]);
    }
    program::watch_ok(&mut command, &step, &checkout.log("chaos-build"), "The build of the tests")?;
    step.done();
    Ok(())
}

/// Another beginning each time, short enough to be typed.
fn new_seed() -> Result<u64> {
    let digits = random::secret()?;
    Ok(digits.chars().take(6).fold(0, |seed, digit| seed * 16 + u64::from(digit.to_digit(16).unwrap_or(0))))
}
