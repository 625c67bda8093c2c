//! Money that goes back: asked for by staff or owed by itself, handed to the gateway by a job, and followed until it has arrived.

mod automatic;
mod lines;
mod news;
mod of_order;
mod request;
mod store;
mod submit;
mod without_payment;

pub(super) use automatic::{SentOn, give_back_all, owe, send_on};
pub(crate) use lines::refunded;
pub(super) use news::{Place, sync};
pub(crate) use of_order::refunds_of_order;
pub use request::{RefundRequest, refund, refund_lines};
pub(super) use store::balance;
pub use submit::submit_refunds;
pub use without_payment::refund_without_payment;
