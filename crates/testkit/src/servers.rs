//! Where the servers are.

/// The URL of the tests' PostgreSQL, as somebody who may create databases.
pub fn database_url() -> String {
    variable("TEST_DATABASE_URL")
}

/// The URL of the tests' Redis.
pub fn redis_url() -> String {
    variable("TEST_REDIS_URL")
}

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run `cargo xtask test`"))
}
