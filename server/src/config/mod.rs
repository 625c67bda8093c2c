//! What the operator configures: an optional file and the environment, which wins. Read once at start; everything that is wrong is said at once.
//!
//! A struct per room. A room reads its own variables, so a new setting is written in one file (and in `.env.example`).

mod address;
mod database;
mod fault;
mod http;
mod limits;
mod load;
mod log;
mod mail;
mod payments;
mod reader;
mod redis;
mod secret;
mod shop;
mod site;
mod source;
mod variable;
mod worker;

pub use database::Database;
pub use fault::{Fault, Faults};
pub use http::Http;
pub use load::Config;
pub use log::Log;
pub use mail::Mail;
pub use payments::Payments;
pub use redis::Redis;
pub use secret::Secrets;
pub use site::Site;
pub use source::{Source, SourceError};
pub use worker::Worker;
