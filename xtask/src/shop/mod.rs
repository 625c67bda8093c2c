//! A whole shop on this machine: database, sandbox and server, started together and stopped in order.

mod artefacts;
mod environment;
mod running;

pub use artefacts::Artefacts;
pub use environment::{Providers, ShopEnvironment};
pub use running::{Database, Options, Shop, prepare_database, refuse_taken, sandbox_port, seed_large, start_sandbox, throwaway};
