//! Payments: attempts to pay an order through a gateway, and what the gateway says of them.

mod apply;
mod attention;
mod cancel_open;
mod chargebacks;
mod gateways;
mod methods;
mod notices;
mod of_order;
mod paid_by;
pub mod prepayment;
mod reconcile;
mod refunds;
mod retry;
mod review;
mod settle;
mod store;
mod submit;

pub use apply::Outcome;
pub use attention::attention;
pub use cancel_open::cancel_open;
pub use gateways::Gateways;
pub(crate) use methods::{method_name, methods};
pub use notices::{record_notice, work_notices};
pub(crate) use of_order::of_order;
pub(crate) use paid_by::paid_by;
pub use prepayment::{import_camt, mark_received, payment_slip};
pub use reconcile::reconcile;
pub(crate) use refunds::refunds_of_order;
pub use refunds::{RefundRequest, refund, submit_refunds};
pub use retry::retry;
pub use review::review;
pub use settle::{settle, settle_order};
pub(crate) use store::record;
pub(crate) use submit::{resume, submit};
