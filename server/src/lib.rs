//! The binary `astris` as a library, so that tests start the whole shop in their own process.
//!
//! [`start::start`] puts it together: the door ([`http`], [`webhooks`]) in front of the application and the services, the background task
//! ([`worker`]) beside it. What the operator decides is in [`config`].

pub mod assemble;
pub mod command;
pub mod config;
pub mod http;
pub mod logging;
pub mod pool;
pub mod schema;
pub mod start;
pub mod webhooks;
pub mod worker;
