//! Mails about accounts: a heading, some words, one link.

mod kind;
mod write;

pub(crate) use kind::AccountMail;
pub(super) use write::rendered;
pub(crate) use write::{AccountLetter, Facts, enqueue_account_mail};
