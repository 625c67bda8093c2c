//! Returns: asked for by the buyer, decided, received and closed by staff.

mod close;
mod decide;
mod receive;
mod request;
mod store;

pub use close::close;
pub use decide::{accept, refuse};
pub use receive::{Received, receive};
pub use request::{MOST_RETURNS, request};
pub(super) use store::{returnable, returns};
