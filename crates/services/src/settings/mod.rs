//! What is set of the shop: by its operator, else by staff on their screen, else what is built in. The row is read by each process every second
//! ([`follow`]) and after a change of its own; whoever needs a value takes it from [`crate::shop::Shop::in_force`].

mod former;
mod in_force;
mod kept;
mod refresh;
mod seller;
pub mod staff;
mod store;

pub(crate) use former::former;
pub use in_force::{InForce, Prepayment, Seller};
pub use kept::Kept;
pub use refresh::{faults, follow, knows_letters, refresh};
pub(crate) use seller::{seller_json, seller_of};
