//! The audit log.

mod audit_page;
mod search;
pub mod server_fns;

pub use audit_page::AuditPage;
pub use search::AuditSearch;
