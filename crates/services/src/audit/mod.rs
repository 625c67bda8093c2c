//! The audit: whether the books of all rooms agree with each other. Each room checks its own tables and what they have to do with others'
//! (`<room>/audit.rs`); here they are put together. Nothing is changed, and all checks see the same moment.

mod daily;
mod report;
mod run;

pub use daily::daily;
pub use report::{Check, Finding, Report};
pub use run::run;
