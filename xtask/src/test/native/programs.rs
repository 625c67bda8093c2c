//! Building the test programs, and what there is to run.

use std::fs;
use std::path::{Path, PathBuf};

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::program;
use crate::step::Step;
use crate::test::native::cargo_messages::{Built, test_program};
use crate::toolbox::Toolbox;

/// A test program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// `package.kind.target`, as `services.test.stock`: no other has the same.
    pub name: String,
    pub executable: PathBuf,
    /// Where cargo would run it: its package's.
    pub folder: PathBuf,
}

/// Builds what `cargo test` would run, with its flags, so that nothing is built twice.
pub fn build(checkout: &Checkout, toolbox: &Toolbox) -> Result<Vec<Program>> {
    let step = Step::begin("building the tests");
    let mut command = toolbox.cargo();
    command.args(["test", "--no-fail-fast", "--no-run", "--message-format=json-render-diagnostics"]);
    let messages = checkout.log("tests-messages");
    program::watch_answer(&mut command, &step, &checkout.log("tests-build"), &messages, "The build of the tests")?;
    let messages = fs::read_to_string(&messages).map_err(|error| Failure::io("read", &messages, &error))?;
    let programs: Vec<Program> = messages.lines().filter_map(test_program).filter_map(program).collect();
    if programs.is_empty() {
        return Err(Failure::new("cargo named no test program: has it changed how it tells them (`cargo test --message-format=json`)?"));
    }
    step.done_with(&format!("{} programs", programs.len()));
    Ok(programs)
}

fn program(built: Built) -> Option<Program> {
    let folder = built.manifest.parent()?.to_owned();
    Some(Program { name: format!("{}.{}.{}", package(&folder)?, built.kind, built.target), executable: built.executable, folder })
}

/// Packages are called like their folders.
fn package(folder: &Path) -> Option<String> {
    Some(folder.file_name()?.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_named_by_package_kind_and_target() {
        let built = |kind: &str, target: &str| Built {
            kind: kind.into(),
            target: target.into(),
            manifest: "/x/crates/services/Cargo.toml".into(),
            executable: "/t/one".into(),
        };
        let named = program(built("test", "stock")).unwrap();
        assert_eq!((named.name.as_str(), named.folder), ("services.test.stock", PathBuf::from("/x/crates/services")));
        assert_eq!(program(built("lib", "services")).unwrap().name, "services.lib.services");
    }
}
