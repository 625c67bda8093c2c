//! A Redis for one run: empty, on a free port, nothing kept.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Result};
use crate::loopback;
use crate::scratch::Scratch;
use crate::service::{Ending, Service, tied};

/// A running throw-away Redis.
pub struct Redis {
    // Dropped in this order: first the server, then its folder.
    _service: Service,
    _folder: Scratch,
    port: u16,
}

impl Redis {
    pub fn start(program: &Path, log: &Path) -> Result<Self> {
        let folder = Scratch::create("redis")?;
        let port = loopback::free_port(None)?;
        let mut command = tied(program, "TERM");
        command.current_dir(folder.path()).args(["--bind", "127.0.0.1", "--port", &port.to_string()]).args([
            "--save",
            "",
            "--appendonly",
            "no",
            "--daemonize",
            "no",
        ]);
        let ending = Ending { signal: "TERM", patience: Duration::from_secs(5) };
        let mut service = Service::start("Redis", command, ending, Some(log))?;
        let started = Instant::now();
        while loopback::is_free(port) {
            service.ensure_running()?;
            if started.elapsed() > Duration::from_secs(10) {
                return Err(Failure::new(format!("Redis does not listen; see {}.", log.display())));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(Self { _service: service, _folder: folder, port })
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }
}
