//! The server functions of customers. Each form is a plain form's target too: then it leads back to the screen.

mod change_role;
mod close_account;
mod end_session;
mod log_out_customer;
mod merge_accounts;
mod read_customer;
mod read_customers;
mod read_merge;
mod send_reset;

pub use change_role::*;
pub use close_account::*;
pub use end_session::*;
pub use log_out_customer::*;
pub use merge_accounts::*;
pub use read_customer::*;
pub use read_customers::*;
pub use read_merge::*;
pub use send_reset::*;
