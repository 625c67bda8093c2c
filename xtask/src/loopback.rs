//! Ports of this machine, and the smallest HTTP client that can ask whether a server is ready.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use crate::failure::{Failure, Result};
use crate::service::Service;
use crate::stop;

const POLL: Duration = Duration::from_millis(50);
/// In bytes; readiness is told in a few words.
const LONGEST_ANSWER: u64 = 1 << 20;

/// Whether a server could listen on this port now.
pub fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

/// `preferred` if it is free, else any free port.
pub fn free_port(preferred: Option<u16>) -> Result<u16> {
    if let Some(port) = preferred.filter(|port| is_free(*port)) {
        return Ok(port);
    }
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| Failure::new(format!("This machine gives no free port: {error}.")))
}

/// The status code that `GET path` is answered with; `None` while nobody answers.
pub fn status(port: u16, path: &str) -> Option<u16> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(2))).ok()?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = Vec::new();
    // All of it: hanging up in the middle would look like an error to the server.
    stream.take(LONGEST_ANSWER).read_to_end(&mut answer).ok()?;
    parse_status(&String::from_utf8_lossy(&answer))
}

fn parse_status(head: &str) -> Option<u16> {
    head.strip_prefix("HTTP/1.")?.split(' ').nth(1)?.parse().ok()
}

/// Waits until `GET path` is answered with 200.
///
/// Fails when the server ends, when `patience` runs out, or on Ctrl-C.
pub fn wait_ready(service: &mut Service, port: u16, path: &str, patience: Duration) -> Result<()> {
    let started = Instant::now();
    loop {
        if status(port, path) == Some(200) {
            return Ok(());
        }
        if stop::requested() {
            return Err(Failure::interrupted());
        }
        service.ensure_running()?;
        if started.elapsed() > patience {
            return Err(Failure::new(format!(
                "{} does not answer http://127.0.0.1:{port}{path} within {} s{}.",
                service.name(),
                patience.as_secs(),
                service.where_to_look()
            )));
        }
        std::thread::sleep(POLL);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_status_line() {
        assert_eq!(parse_status("HTTP/1.1 200 OK\r\n"), Some(200));
        assert_eq!(parse_status("HTTP/1.1 503 Service Unavailable\r\n"), Some(503));
        assert_eq!(parse_status("garbage"), None);
    }

    #[test]
    fn a_taken_port_is_not_chosen() {
        let holder = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let taken = holder.local_addr().unwrap().port();
        assert!(!is_free(taken));
        assert_ne!(free_port(Some(taken)).unwrap(), taken);
    }
}
