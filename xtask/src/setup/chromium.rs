//! The browser that the browser tests drive.

use std::path::PathBuf;
use std::process::Command;

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::program;
use crate::settings::Settings;
use crate::setup::apt;
use crate::toolbox::Toolbox;

/// The first is Chromium without a user interface. The others start theirs even without a window, and a page costs twice the processor time.
const PROGRAMS: [&str; 5] = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The browser's path: the developer's choice, one that is installed, or Debian's package.
pub fn ensure(checkout: &Checkout, settings: &Settings, toolbox: &Toolbox) -> Result<PathBuf> {
    if let Some(chosen) = settings.get("ASTRIS_CHROMIUM").map(PathBuf::from) {
        return if runs(&chosen) {
            Ok(chosen)
        } else {
            Err(Failure::new(format!("ASTRIS_CHROMIUM names {}, which does not run: correct or remove the setting.", chosen.display())))
        };
    }
    if let Some(program) = find(toolbox, &PROGRAMS[..1]) {
        return Ok(program);
    }
    // Debian has had this package since bookworm; elsewhere any Chromium does.
    let lean = apt::install(checkout, &PROGRAMS[..1], "Chromium without a user interface");
    if let Some(program) = find(toolbox, &PROGRAMS) {
        return Ok(program);
    }
    if lean.is_err() {
        apt::install(checkout, &["chromium"], "Chromium")?;
    }
    find(toolbox, &PROGRAMS).ok_or_else(|| {
        // Ubuntu's package is a stub for a snap, which does not run everywhere.
        Failure::new("The chromium package does not run here: install Chrome or Chromium and set ASTRIS_CHROMIUM to it.")
    })
}

fn find(toolbox: &Toolbox, programs: &[&str]) -> Option<PathBuf> {
    programs.iter().filter_map(|program| toolbox.find(program)).find(runs)
}

fn runs(program: &PathBuf) -> bool {
    program::ask(Command::new(program).arg("--version")).is_some()
}
