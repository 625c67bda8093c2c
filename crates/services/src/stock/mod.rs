//! Stock: holds for orders, sales, releases. All verbs work inside the caller's transaction.

mod give_back;
mod hold;
mod lock;
mod release;
mod sell;

pub(crate) use give_back::give_back;
pub(crate) use hold::hold;
pub(crate) use release::release;
pub(crate) use sell::{Sale, sell};
