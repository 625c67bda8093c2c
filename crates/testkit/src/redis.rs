//! A Redis of a test's own, which can be taken away while it is used.

use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use services::ephemeral::Ephemeral;

use crate::forms::random_id;

/// Redis, or Valkey where a distribution has replaced it.
const PROGRAMS: [&str; 2] = ["redis-server", "valkey-server"];

/// How long starting may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Waits until the store reads copies in Redis (again): what is gone from the table is found still. A pause of the copies is cut short.
pub async fn copies_are_used(store: &Ephemeral, pool: &services::Pool) {
    let started = Instant::now();
    loop {
        sqlx::query("UPDATE ephemeral_cache SET paused_until = now()").execute(pool).await.expect("the pause ends");
        let key = format!("test:{}", random_id());
        store.put(&key, b"x", PATIENCE).await.expect("an entry is put");
        sqlx::query("DELETE FROM ephemeral_entries WHERE key = $1").bind(&key).execute(pool).await.expect("the entry goes");
        if store.get(&key).await.expect("the store answers").is_some() {
            return;
        }
        assert!(started.elapsed() < PATIENCE, "copies are used");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A running server that keeps nothing on disk; killed when dropped.
#[derive(Debug)]
pub struct RedisServer {
    port: u16,
    child: Option<Child>,
}

impl RedisServer {
    /// Starts a server on a free port.
    pub async fn start() -> Self {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port();
        let mut server = Self { port, child: None };
        server.start_again().await;
        server
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Starts it at the same address after it was killed: empty.
    pub async fn start_again(&mut self) {
        self.child = Some(PROGRAMS.iter().find_map(|program| spawn(program, self.port)).expect("redis-server or valkey-server is on PATH"));
        let started = Instant::now();
        while tokio::net::TcpStream::connect(("127.0.0.1", self.port)).await.is_err() {
            assert!(started.elapsed() < PATIENCE, "the server listens");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Ends it at once, with everything in it.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().and_then(|()| child.wait()).expect("the server ends");
        }
    }

    /// Lets it hang: connections stay open, nothing is answered.
    pub fn pause(&self) {
        self.signal("STOP");
    }

    /// Lets it go on with what it was asked meanwhile.
    pub fn go_on(&self) {
        self.signal("CONT");
    }

    fn signal(&self, name: &str) {
        let id = self.child.as_ref().expect("the server runs").id();
        let sent = Command::new("sh").args(["-c", &format!("kill -{name} {id}")]).status().expect("a shell");
        assert!(sent.success(), "the signal reaches the server");
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        // A test that ends has no more use for it, however it ends.
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn spawn(program: &str, port: u16) -> Option<Child> {
    Command::new(program)
        .current_dir(std::env::temp_dir())
        .args(["--bind", "127.0.0.1", "--port", &port.to_string(), "--save", "", "--appendonly", "no", "--daemonize", "no"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()
}
