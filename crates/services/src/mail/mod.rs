//! Mail: what is sent when, and the outbox that sends it.

mod accounts;
mod attachments;
mod audit;
mod deliver;
mod enqueue;
mod forget;
mod letter;
mod order_cancelled;
mod order_confirmation;
mod order_expired;
mod order_notice;
mod parked;
mod payment_request;
mod payment_returned;
mod preview;
mod refund_confirmation;
mod render;
mod returns;
mod sample;
mod shipped;
pub mod staff;
mod staff_alert;

pub(crate) use accounts::{AccountLetter, AccountMail, Facts, enqueue_account_mail};
pub(crate) use audit::audit;
pub use deliver::deliver;
pub(crate) use forget::{forget_old, forget_recipient};
pub(crate) use order_cancelled::enqueue_order_cancelled;
pub(crate) use order_confirmation::enqueue_order_confirmation;
pub(crate) use order_expired::enqueue_order_expired;
pub(crate) use parked::parked;
pub(crate) use payment_request::{PaymentRequest, enqueue_payment_request};
pub(crate) use payment_returned::enqueue_payment_returned;
pub(crate) use refund_confirmation::enqueue_refund_confirmation;
pub(crate) use returns::enqueue_return_news;
pub(crate) use shipped::{Told, enqueue_shipped, preview_shipped};
pub(crate) use staff_alert::alert_staff;
