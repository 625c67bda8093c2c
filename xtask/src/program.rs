//! Programs that are run to their end.

use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::explain;
use crate::failure::{Failure, Result};
use crate::service;
use crate::step::Step;
use crate::stop;

const POLL: Duration = Duration::from_millis(50);
const PROGRESS_EVERY: Duration = Duration::from_millis(500);
/// How much of a failed program's output is shown.
const SHOWN_LINES: usize = 120;
const SHOWN_COLUMNS: usize = 300;

/// How a program ended and what it printed.
pub struct Outcome {
    pub status: ExitStatus,
    pub output: String,
}

/// The standard output of a short program; `None` if it is missing or fails.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// Runs a program whose output goes to `log`, showing its last line as the step's progress.
///
/// The program gets a process group of its own, so that on Ctrl-C it is this program that ends it.
pub fn watch(command: &mut Command, step: &Step, log: &Path) -> Result<Outcome> {
    let file = create(log)?;
    let errors = file.try_clone().map_err(|error| Failure::io("write", log, &error))?;
    run_to_end(command.stdout(file).stderr(errors), step, log)
}

/// As [`watch_ok`], with what the program answers in a file of its own beside what it tells people.
pub fn watch_answer(command: &mut Command, step: &Step, log: &Path, answer: &Path, what: &str) -> Result<()> {
    let outcome = run_to_end(command.stdout(create(answer)?).stderr(create(log)?), step, log)?;
    if outcome.status.success() { Ok(()) } else { Err(failed(what, &outcome.output, log)) }
}

fn create(log: &Path) -> Result<File> {
    File::create(log).map_err(|error| Failure::io("write", log, &error))
}

fn run_to_end(command: &mut Command, step: &Step, log: &Path) -> Result<Outcome> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command.stdin(Stdio::null()).process_group(0).spawn().map_err(|error| not_started(&name, &error))?;
    let status = wait(&mut child, step, log)?;
    let output = fs::read(log).map_err(|error| Failure::io("read", log, &error))?;
    Ok(Outcome { status, output: String::from_utf8_lossy(&output).into_owned() })
}

/// As [`watch`], and a failure of the program is a failure of `what`, with its output shown.
pub fn watch_ok(command: &mut Command, step: &Step, log: &Path, what: &str) -> Result<String> {
    let outcome = watch(command, step, log)?;
    if outcome.status.success() {
        return Ok(outcome.output);
    }
    Err(failed(what, &outcome.output, log))
}

/// The sentence for a program that failed, after showing the part of its output that matters.
pub fn failed(what: &str, output: &str, log: &Path) -> Failure {
    let known = explain::cause(output);
    // A known cause needs few words more.
    show_lines(output, if known.is_some() { 8 } else { SHOWN_LINES });
    let cause = known.unwrap_or("The reason stands above.");
    Failure::new(format!("{what} failed. {cause} (All of its output: {})", log.display()))
}

/// Prints the lines that a person needs to see after a failure.
pub fn show(output: &str) {
    show_lines(output, SHOWN_LINES);
}

/// Prints all of it.
pub fn show_whole(output: &str) {
    println!();
    for line in output.lines() {
        println!("  │ {line}");
    }
}

fn show_lines(output: &str, most: usize) {
    println!();
    for line in relevant(output).into_iter().take(most) {
        println!("  │ {}", shorten(line));
    }
}

/// Types of views can fill a page in an error's text.
fn shorten(line: &str) -> String {
    if line.chars().count() <= SHOWN_COLUMNS {
        return line.to_owned();
    }
    line.chars().take(SHOWN_COLUMNS).chain(['…']).collect()
}

/// From the first error on, or else the end.
fn relevant(output: &str) -> Vec<&str> {
    let lines: Vec<&str> = output.lines().collect();
    let first = lines.iter().position(|line| is_trouble(line)).unwrap_or_else(|| lines.len().saturating_sub(40));
    let end = lines.len().min(first + SHOWN_LINES);
    lines[first..end].to_vec()
}

fn is_trouble(line: &str) -> bool {
    let line = line.trim_start();
    // Playwright numbers what failed, and says why below.
    line.starts_with("1) [")
        || ["error", "Error", "failures:", "Diff in", "npm error", "E:", "FAILED", "warning: unused", "thread '"]
            .iter()
            .any(|start| line.starts_with(start))
}

fn wait(child: &mut Child, step: &Step, log: &Path) -> Result<ExitStatus> {
    let mut shown = Instant::now();
    loop {
        if let Some(status) = child.try_wait().map_err(|error| Failure::new(format!("Could not wait: {error}.")))? {
            return Ok(status);
        }
        if stop::requested() {
            service::end(child, "TERM", Duration::from_secs(10));
            return Err(Failure::interrupted());
        }
        if shown.elapsed() >= PROGRESS_EVERY {
            shown = Instant::now();
            step.progress(&last_line(log));
        }
        std::thread::sleep(POLL);
    }
}

fn last_line(log: &Path) -> String {
    let text = fs::read(log).unwrap_or_default();
    let tail = &text[text.len().saturating_sub(2_000)..];
    String::from_utf8_lossy(tail).lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default().to_owned()
}

/// The sentence for a program that could not be started at all.
pub fn not_started(name: &str, error: &std::io::Error) -> Failure {
    if error.kind() == std::io::ErrorKind::NotFound {
        return Failure::new(format!("`{name}` is not installed: install it, then run the same command again."));
    }
    Failure::new(format!("`{name}` could not be started: {error}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_from_the_first_error_on() {
        let output = "   Compiling a\n   Compiling b\nerror[E0308]: mismatched\n --> x.rs\n";
        assert_eq!(relevant(output), ["error[E0308]: mismatched", " --> x.rs"]);
    }

    #[test]
    fn shows_why_a_browser_test_failed() {
        let output = "  ✓  1 a\n\n  1) [desktop] › b\n\n    TimeoutError: locator.fill\n\n    Error Context: c.md\n";
        assert_eq!(relevant(output)[0], "  1) [desktop] › b");
    }

    #[test]
    fn shows_the_end_when_nothing_is_marked() {
        let output = (0..100).map(|n| format!("line {n}")).collect::<Vec<_>>().join("\n");
        let shown = relevant(&output);
        assert_eq!(shown.len(), 40);
        assert_eq!(shown.last(), Some(&"line 99"));
    }
}
