//! PostgreSQL clusters of this project's own: a private one per checkout, and throw-away ones for tests.

mod cluster;
mod create;
mod location;
mod owner;
mod postmaster;
mod private;
mod throwaway;

pub use cluster::Cluster;
pub use create::write_secret;
pub use private::{PrivateData, start as start_private};
pub use throwaway::{log as throwaway_log, start as start_throwaway, start_measured};
