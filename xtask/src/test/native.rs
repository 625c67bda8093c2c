//! Unit and integration tests, with a PostgreSQL and a Redis of their own.

use crate::checkout::Checkout;
use crate::failure::Result;
use crate::postgres;
use crate::program;
use crate::redis::Redis;
use crate::setup;
use crate::step::Step;
use crate::test::counts::Counts;
use crate::toolbox::Toolbox;

/// Runs the tests of all crates that compile natively.
pub fn run(checkout: &Checkout, toolbox: &Toolbox, filter: Option<&str>) -> Result<Counts> {
    let redis_program = setup::redis::ensure(checkout, toolbox)?;
    let cluster = postgres::start_throwaway(checkout, "tests")?;
    let redis = Redis::start(&redis_program, &checkout.log("redis"))?;
    let step = Step::begin("unit and integration tests");
    let mut command = toolbox.cargo();
    command
        .args(["test", "--no-fail-fast"])
        .args(filter)
        .env("TEST_DATABASE_URL", cluster.url("postgres"))
        .env("TEST_REDIS_URL", redis.url());
    let outcome = program::watch(&mut command, &step, &checkout.log("tests"))?;
    let counts = Counts::of_cargo(&outcome.output).with_exit(outcome.status.success());
    if counts.failed > 0 {
        program::show(&outcome.output);
        drop(step);
    } else {
        step.done_with(&format!("{} passed", counts.passed));
    }
    Ok(counts)
}
