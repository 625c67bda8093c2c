//! Mail: what is sent when, and the outbox that sends it.

mod attachments;
mod deliver;
mod enqueue;
mod order_confirmation;
mod payment_request;
mod render;
mod staff_alert;

pub use deliver::deliver;
pub(crate) use order_confirmation::enqueue_order_confirmation;
pub(crate) use payment_request::{PaymentRequest, enqueue_payment_request};
pub(crate) use staff_alert::alert_staff;
