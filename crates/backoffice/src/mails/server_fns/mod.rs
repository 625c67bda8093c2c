//! The server functions of mails.

mod read_mail;
mod read_mails;
mod read_templates;
mod retry_mails;

pub use read_mail::*;
pub use read_mails::*;
pub use read_templates::*;
pub use retry_mails::*;
