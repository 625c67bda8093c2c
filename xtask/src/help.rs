//! What `cargo xtask --help` prints.

use std::process::ExitCode;

use crate::failure::Failure;

const TEXT: &str = "\
cargo xtask <command>

  run [--port 3000]       bring in what is missing, build optimised, start the shop with the demo catalogue
  test [NAME]             all checks and tests, browser included; NAME runs the matching tests only
       [--only PART]      one part only: fmt, clippy, graph, deny, queries, rust, browser (repeatable)
       [--repeat N]       each browser test so often, to find a race
  dev  [--port 3000]      build for debugging, start the shop, rebuild and reload on every change
  build                   bring in what is missing and build optimised into .astris/build/current
  chaos [NAME] [--quick]  the long proofs: random verbs against a model, crashes at every commit, races, PostgreSQL stopped hard; prints a table
       [--seed N]         and fails on any violation; NAME plays the matching scenarios only (about an hour; --quick some minutes)
  seed --large            add 20,000 products and 100,000 orders over two years to the database of `run`, to measure with
  prepare [--check]       write (or compare) .sqlx/, the query descriptions that builds without a database use
  bench                   requests per second of the list page against a plain route, and the sizes of the downloads
        checkout          orders per second: one article in demand, and guests over HTTP, each beside its limit
        flood             the list page's times without and with 200 log-ins a second, and whether a log-in's time tells who has an account
        backoffice        how soon each of the staff's screens can be used over a large shop, and time and memory of a 50,000-row import
  screenshots             write docs/screenshots/ from the running shop
  reset [--yes]           delete this checkout's private database, pictures and logs
  help                    this text

Settings come from the environment or from a file `.env` at the top of the checkout (see .env.example):
  DATABASE_URL            use this PostgreSQL instead of the private one under .astris/
  MOLLIE_API_KEY, RESEND_API_KEY
                          use the real providers instead of the sandbox
  ASTRIS_CACHE            where tools and build artefacts are kept (default: ~/.cache/astris)
  ASTRIS_CHROMIUM         the browser for the browser tests
  ASTRIS_TOOLCHAIN=debian build with Debian's Rust packages instead of rustup's toolchain
";

/// Prints the overview.
pub fn print() -> ExitCode {
    print!("{TEXT}");
    ExitCode::SUCCESS
}

/// The answer to a command that does not exist.
pub fn unknown(verb: &str) -> Failure {
    Failure::new(format!("There is no command `{verb}`: `cargo xtask --help` lists them."))
}
