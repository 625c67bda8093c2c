//! The server functions of the audit log.

mod read_audit;

pub use read_audit::*;
