//! The door: from a connection to the application and back.
//!
//! [`listen`] turns connections into requests, [`router`] says who answers them and what is checked on the way; a file per thing.

mod attempts;
mod cache;
mod compression;
mod csrf;
mod customer_data;
mod failed;
mod files;
mod first_bytes;
mod former_addresses;
mod headers;
mod health;
mod leftovers;
mod limits;
pub mod listen;
mod mail_body;
mod order_documents;
mod order_return;
mod own_data;
pub mod page_threads;
mod pages;
mod proxies;
mod request_log;
mod root;
pub mod router;
mod see_other;
pub mod session;
mod session_renewal;
mod sorry;
mod staff_documents;
mod staff_files;
mod staff_pictures;
pub mod who;
