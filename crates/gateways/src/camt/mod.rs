//! What a bank says of credits to an account: the notification camt.054 of ISO 20022, versions 04 and 08 of which Swiss banks deliver.

mod read;

pub use read::{CamtError, Credit, Notification, read};
