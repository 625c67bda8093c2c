//! All parts in order; a failed part does not keep the next from running.

use std::process::ExitCode;
use std::time::Instant;

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::prepare;
use crate::settings::Settings;
use crate::setup;
use crate::step;
use crate::stop;
use crate::test::browser;
use crate::test::checks::{self, cargo};
use crate::test::counts::Counts;
use crate::test::native;
use crate::test::plan::{Part, Plan};
use crate::test::report::Report;
use crate::toolbox::Toolbox;

/// `cargo xtask test`.
pub fn run(arguments: &[String]) -> Result<ExitCode> {
    let plan = Plan::parse(arguments)?;
    let checkout = Checkout::find()?;
    let mut toolbox = if plan.has(Part::Browser) { setup::for_building(&checkout)? } else { setup::for_checking(&checkout)? };
    if plan.has(Part::Deny) {
        setup::cargo_tools::ensure_deny(&checkout, &mut toolbox)?;
    }
    let suite = Suite { settings: Settings::load(&checkout)?, checkout, toolbox, plan, report: Report::default() };
    suite.run()
}

struct Suite {
    checkout: Checkout,
    toolbox: Toolbox,
    settings: Settings,
    plan: Plan,
    report: Report,
}

impl Suite {
    fn run(mut self) -> Result<ExitCode> {
        self.check(Part::Fmt, "format", |suite| suite.cargo("format", checks::FMT))?;
        self.check(Part::Graph, "browser's dependencies", |suite| checks::browser_graph(&suite.toolbox))?;
        self.check(Part::Graph, "no failpoints in use", |suite| checks::no_failpoints(&suite.toolbox))?;
        self.check(Part::Deny, "licences, bans, sources", |suite| suite.cargo("licences, bans, sources", checks::DENY))?;
        self.check(Part::Clippy, "clippy, server side", |suite| suite.cargo("clippy, server side", checks::CLIPPY))?;
        self.check(Part::Clippy, "clippy, browser side", |suite| suite.cargo("clippy, browser side", checks::CLIPPY_BROWSER))?;
        self.check(Part::Queries, "query descriptions", |suite| prepare::check(&suite.checkout, &suite.toolbox))?;
        self.part(Part::Rust, "unit and integration tests", |suite| {
            native::run(&suite.checkout, &suite.toolbox, suite.plan.filter.as_deref())
        })?;
        self.part(Part::Browser, "browser tests", |suite| browser::run(&suite.checkout, &suite.toolbox, &suite.settings, &suite.plan))?;
        self.report.print();
        Ok(if self.report.total().failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn cargo(&self, name: &'static str, arguments: &[&str]) -> Result<()> {
        cargo(&self.checkout, &self.toolbox, name, arguments)
    }

    /// A check counts as one test.
    fn check(&mut self, part: Part, name: &'static str, check: impl FnOnce(&Self) -> Result<()>) -> Result<()> {
        self.part(part, name, |suite| check(suite).map(|()| Counts::PASSED))
    }

    /// Runs a part if it is asked for. Its failure is told and counted; only Ctrl-C ends the whole.
    fn part(&mut self, part: Part, name: &'static str, work: impl FnOnce(&Self) -> Result<Counts>) -> Result<()> {
        if !self.plan.has(part) {
            return Ok(());
        }
        let started = Instant::now();
        let counts = work(self).unwrap_or_else(|failure| {
            step::complain(&failure.to_string());
            Counts::FAILED
        });
        if stop::requested() {
            return Err(Failure::interrupted());
        }
        self.report.add(name, counts, started.elapsed());
        Ok(())
    }
}
