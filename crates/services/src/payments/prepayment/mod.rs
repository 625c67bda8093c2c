//! Prepayment by QR-bill: a gateway whose books are the shop's own. Its answers are applied like those of any other gateway.

mod book;
mod gateway;
mod import;
mod mark_received;
mod mark_sent_back;
mod request_mail;
mod slip;
mod store;

pub use book::TransferOutcome;
pub(super) use gateway::name;
pub use gateway::{METHOD, PrepaymentGateway};
pub use import::{ImportReport, ImportedEntry, import_camt};
pub use mark_received::mark_received;
pub use mark_sent_back::mark_sent_back;
pub(super) use request_mail::announce;
pub use slip::payment_slip;
pub use store::{DueBack, OpenTransfer, due_back, transfers_for_staff};
