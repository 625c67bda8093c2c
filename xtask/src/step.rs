//! Steps on the terminal: "▸ what… 3.2 s".

use std::cell::Cell;
use std::io::{IsTerminal, Write, stderr, stdout};
use std::time::{Duration, Instant};

/// Without a terminal, a long step shows every so often that it is alive.
const HEARTBEAT: Duration = Duration::from_mins(1);
/// Room for the progress of a step on one terminal line.
const PROGRESS_COLUMNS: usize = 60;

/// A running step. Dropped without [`Step::done`], it counts as failed.
pub struct Step {
    title: String,
    started: Instant,
    last_beat: Cell<Instant>,
    terminal: bool,
    ended: bool,
}

impl Step {
    /// Announces what is about to happen.
    pub fn begin(title: impl Into<String>) -> Self {
        let title = title.into();
        let now = Instant::now();
        say(&format!("▸ {title}…"));
        Self { title, started: now, last_beat: Cell::new(now), terminal: stdout().is_terminal(), ended: false }
    }

    /// Shows progress: live on a terminal, once a minute elsewhere.
    pub fn progress(&self, line: &str) {
        if self.terminal {
            let line: String = line.trim().chars().take(PROGRESS_COLUMNS).collect();
            say(&format!("\r\x1b[K▸ {}… {} {line}", self.title, human(self.elapsed())));
        } else if self.last_beat.get().elapsed() >= HEARTBEAT {
            self.last_beat.set(Instant::now());
            say(&format!("\n  … {} {}", human(self.elapsed()), line.trim()));
        }
    }

    /// Ends the line, so that another program may write to the terminal.
    pub fn make_room(&self) {
        self.last_beat.set(Instant::now());
        println!();
    }

    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// The step worked.
    pub fn done(self) {
        self.done_with("");
    }

    /// The step worked, and there is something to say about it.
    pub fn done_with(mut self, note: &str) {
        self.end(note);
    }

    fn end(&mut self, note: &str) {
        self.ended = true;
        let took = human(self.elapsed());
        let note = if note.is_empty() { String::new() } else { format!(" ({note})") };
        if self.terminal {
            println!("\r\x1b[K▸ {}… {took}{note}", self.title);
        } else {
            println!(" {took}{note}");
        }
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        if !self.ended {
            self.end("failed");
        }
    }
}

/// A failure, set off from the steps.
pub fn complain(sentence: &str) {
    let _ = stdout().flush();
    let _ = writeln!(stderr(), "\n✗ {sentence}");
}

/// A duration as people say it.
pub fn human(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 100 { format!("{:.1} s", duration.as_secs_f64()) } else { format!("{} min {:02} s", seconds / 60, seconds % 60) }
}

fn say(text: &str) {
    let mut out = stdout();
    // A closed terminal is no reason to stop the work.
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(human(Duration::from_millis(3_210)), "3.2 s");
        assert_eq!(human(Duration::from_secs(187)), "3 min 07 s");
    }
}
