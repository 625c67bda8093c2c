//! The background task: what time or an event asks for, beside the requests.
//!
//! All jobs stand in [`schedule::SCHEDULE`]. A job finds its work in the tables, so a tick that is missed or cut is made up by the next one, and
//! any number of nodes can run the task at once.

mod run;
pub mod schedule;
mod task;

pub use task::{Worker, WorkerError};
