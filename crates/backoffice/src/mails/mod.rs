//! The outbox: the table of mails, and one of them in a panel beside it.

mod filters;
mod list;
mod mail_page;
mod mail_panel;
mod query;
mod search;
pub mod server_fns;
mod telling;
mod templates_page;
mod words;

pub use mail_page::MailPage;
pub use mail_panel::MailPanel;
pub use templates_page::TemplatesPage;
