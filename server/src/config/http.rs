//! The door: where the shop listens, what it is called outside, and its limits.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    time::Duration,
};

use super::{address::Address, reader::Reader, variable::Variable};

const LISTEN: Variable = Variable::new("ASTRIS_LISTEN", "http.listen");
const BASE_URL: Variable = Variable::new("ASTRIS_BASE_URL", "http.base_url");
const TRUSTED_PROXIES: Variable = Variable::new("ASTRIS_TRUSTED_PROXIES", "http.trusted_proxies");
const HEADER_SECONDS: Variable = Variable::new("ASTRIS_HEADER_SECONDS", "http.header_seconds");
const REQUEST_SECONDS: Variable = Variable::new("ASTRIS_REQUEST_SECONDS", "http.request_seconds");
const SHUTDOWN_SECONDS: Variable = Variable::new("ASTRIS_SHUTDOWN_SECONDS", "http.shutdown_seconds");
const CONNECTIONS: Variable = Variable::new("ASTRIS_HTTP_CONNECTIONS", "http.connections");
const REQUESTS: Variable = Variable::new("ASTRIS_HTTP_REQUESTS", "http.requests");

const DEFAULT_BASE_URL: &str = "http://127.0.0.1:3000";

/// The door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Http {
    /// Where the process listens.
    pub listen: SocketAddr,
    /// What browsers call the shop.
    pub base_url: Address,
    /// Proxies whose word is believed: on a request's id, and on whom they speak for.
    pub trusted_proxies: Vec<IpAddr>,
    /// How long a client may take to send a request's head, and an idle connection stays open.
    pub header_timeout: Duration,
    /// How long a request may take until its answer begins.
    pub request_timeout: Duration,
    /// How long running requests and jobs may take to finish after the order to stop.
    pub shutdown_grace: Duration,
    /// Most connections at a time; further ones wait in the kernel's queue.
    pub connections: usize,
    /// Most requests at a time; further ones are told to come back.
    pub requests: usize,
}

impl Default for Http {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 3000)),
            base_url: super::address::parse(DEFAULT_BASE_URL).unwrap_or_default(),
            trusted_proxies: Vec::new(),
            header_timeout: Duration::from_secs(10),
            request_timeout: Duration::from_secs(30),
            shutdown_grace: Duration::from_secs(25),
            connections: 8_192,
            requests: 1_024,
        }
    }
}

impl Http {
    /// Reads the room's variables.
    pub fn read(reader: &mut Reader<'_>) -> Self {
        let default = Self::default();
        Self {
            listen: reader.parsed(LISTEN, default.listen, "an address and a port, such as 127.0.0.1:3000 or [::]:3000"),
            base_url: base_url(reader),
            trusted_proxies: trusted_proxies(reader),
            header_timeout: reader.seconds(HEADER_SECONDS, 10, 1..=300),
            request_timeout: reader.seconds(REQUEST_SECONDS, 30, 15..=300),
            shutdown_grace: reader.seconds(SHUTDOWN_SECONDS, 25, 1..=600),
            connections: reader.number(CONNECTIONS, default.connections, 16..=1_000_000),
            requests: reader.number(REQUESTS, default.requests, 16..=100_000),
        }
    }
}

fn base_url(reader: &mut Reader<'_>) -> Address {
    let address = reader.address(BASE_URL, DEFAULT_BASE_URL);
    if address.has_path {
        reader.fault(
            BASE_URL,
            "has a path",
            "Give the shop a host of its own, such as https://shop.example.ch: cookies with the prefix __Host- hold for a whole host",
        );
    }
    if reader.production && (!address.is_https() || address.is_local()) {
        reader.fault(
            BASE_URL,
            "is no public https address, which production needs",
            "Set it to the address that customers type, such as https://shop.example.ch",
        );
    }
    address
}

fn trusted_proxies(reader: &mut Reader<'_>) -> Vec<IpAddr> {
    let mut proxies = Vec::new();
    for part in reader.text(TRUSTED_PROXIES).unwrap_or_default().split(',').map(str::trim).filter(|part| !part.is_empty()) {
        match part.parse() {
            Ok(proxy) => proxies.push(proxy),
            Err(_) => reader.fault(
                TRUSTED_PROXIES,
                format!("holds '{part}', which is no IP address"),
                "List addresses with commas between, such as 10.0.0.2,10.0.0.3",
            ),
        }
    }
    proxies
}
