//! Programs that run beside this one until it ends: started with a tie to this process, stopped in order.

use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::failure::{Failure, Result};
use crate::program;

const POLL: Duration = Duration::from_millis(20);

/// How a service is asked to end.
#[derive(Debug, Clone, Copy)]
pub struct Ending {
    /// The signal's name without `SIG`.
    pub signal: &'static str,
    /// After this time the service is killed.
    pub patience: Duration,
}

/// A running server; stopped when dropped.
pub struct Service {
    name: String,
    child: Child,
    ending: Ending,
    log: Option<PathBuf>,
}

impl Service {
    /// Starts `command`, with its output in `log` or, without one, on the terminal.
    ///
    /// The service gets a process group of its own, so that Ctrl-C reaches this program only, which then stops its
    /// services in order. Should this program be killed, the kernel sends the service its ending signal (see
    /// [`tied`]); that tie is to the starting *thread*, so services are started from the main thread only.
    pub fn start(name: &str, mut command: Command, ending: Ending, log: Option<&Path>) -> Result<Self> {
        if let Some(log) = log {
            let fail = |error| Failure::io("write", log, &error);
            let file = File::create(log).map_err(fail)?;
            command.stderr(file.try_clone().map_err(fail)?).stdout(file);
        }
        let child = command.stdin(Stdio::null()).process_group(0).spawn().map_err(|error| program::not_started(name, &error))?;
        Ok(Self { name: name.to_owned(), child, ending, log: log.map(Path::to_path_buf) })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its process: [`tied`] becomes the program that it starts.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// How the service ended, if it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Fails with a sentence if the service has ended.
    pub fn ensure_running(&mut self) -> Result<()> {
        match self.ended() {
            None => Ok(()),
            Some(status) => Err(Failure::new(format!("{} ended by itself ({status}){}.", self.name, self.where_to_look()))),
        }
    }

    /// Half a sentence about where the service's own words are.
    pub fn where_to_look(&self) -> String {
        self.log.as_ref().map_or_else(|| "; its messages stand above".to_owned(), |log| format!("; see {}", log.display()))
    }

    /// Asks the service to end and waits for it; a second call does nothing.
    pub fn stop(&mut self) {
        if self.ended().is_none() {
            end(&mut self.child, self.ending.signal, self.ending.patience);
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A command for `program` that the kernel ends with `signal` when the thread that started it dies.
pub fn tied(program: impl AsRef<std::ffi::OsStr>, signal: &str) -> Command {
    if !has_setpriv() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.arg("--pdeathsig").arg(signal).arg("--").arg(program);
    command
}

/// util-linux's `setpriv`, which Debian and Ubuntu always have.
pub fn has_setpriv() -> bool {
    ["/usr/bin/setpriv", "/bin/setpriv"].iter().any(|path| Path::new(path).is_file())
}

/// Sends `signal` to the process group that `child` leads, waits for the child, and kills the group when `patience`
/// is over.
pub fn end(child: &mut Child, signal: &str, patience: Duration) {
    let group = child.id();
    send(signal, group);
    let started = Instant::now();
    while child.try_wait().is_ok_and(|status| status.is_none()) {
        if started.elapsed() > patience {
            send("KILL", group);
            let _ = child.wait();
            return;
        }
        std::thread::sleep(POLL);
    }
}

fn send(signal: &str, group: u32) {
    // The shell's built-in `kill` exists everywhere, and this program holds no unsafe code of its own.
    let _ = Command::new("sh")
        .args(["-c", &format!("kill -{signal} -{group} 2>/dev/null || kill -{signal} {group}")])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUICK: Ending = Ending { signal: "TERM", patience: Duration::from_secs(5) };

    #[test]
    fn ends_when_dropped() {
        let mut command = tied("sleep", "TERM");
        command.arg("600");
        let service = Service::start("sleep", command, QUICK, None).unwrap();
        let process = Path::new("/proc").join(service.child.id().to_string());
        assert!(process.exists());
        drop(service);
        assert!(!process.exists());
    }

    #[test]
    fn an_early_end_is_a_sentence() {
        let mut service = Service::start("true", Command::new("true"), QUICK, None).unwrap();
        let _ = service.child.wait();
        assert!(service.ensure_running().unwrap_err().to_string().contains("ended by itself"));
    }
}
