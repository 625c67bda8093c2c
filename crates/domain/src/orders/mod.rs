//! Orders, from checkout to delivery.

mod carrier;
mod fulfilment;
mod parcel_views;
mod refusal;
mod return_request;
mod returns;
mod seen;
mod state;
mod timeline;
mod views;
mod vouchers;

pub use carrier::*;
pub use fulfilment::*;
pub use parcel_views::*;
pub use refusal::*;
pub use return_request::*;
pub use returns::*;
pub use seen::*;
pub use state::*;
pub use timeline::*;
pub use views::*;
pub use vouchers::*;
