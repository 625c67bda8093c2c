//! Accounts: a person's way in, and what the shop keeps for them.
//!
//! What somebody who is not logged in may ask for - an account, a new password - is written down and answered before anybody has looked whether there is
//! such an account ([`work_requests`] does the rest), so no answer and no time tells. A log-in has to look; it does the same work either way.
//!
//! Locks are taken in this order: the address (an advisory lock), the account's row, its tokens and second factors, its sessions.

mod accept_invitation;
mod account;
mod account_making;
mod address_book;
mod attempts;
mod audit;
mod caller;
mod change_email;
mod change_password;
mod close;
mod consents;
pub mod customers;
mod devices;
mod entering;
mod first_admin;
mod hashes;
mod invite;
pub mod limits;
mod links;
mod log_in;
mod log_ins;
mod look_up;
mod mailbox;
mod names_of_staff;
mod new_password;
mod passkeys;
mod passwords;
mod privacy;
mod register;
mod requests;
mod reset;
mod retention;
pub mod roles;
mod second_factors;
pub mod sessions;
mod store;
mod strength;
mod tokens;
mod verify;
mod work_requests;

pub use accept_invitation::{Accepted, accept_invitation};
pub use account::{account, set_preferences};
pub(crate) use address_book::beginning;
pub use address_book::{add_address, addresses, change_address, remove_address, set_default_address};
pub(crate) use audit::audit;
pub use caller::Caller;
pub use change_email::{change_email, confirm_email, revert_email};
pub use change_password::change_password;
pub use close::close;
pub use consents::consents;
pub use entering::{LoggedIn, still_holds};
pub use first_admin::{first_admin_link, make_first_admin};
pub use invite::invite;
pub use links::link;
pub use log_in::log_in;
pub use log_ins::log_ins;
pub use look_up::look_up;
pub(crate) use names_of_staff::names_of_staff;
pub use passkeys::{
    begin_passkey, begin_passkey_of, begin_passkey_registration, confirm_passkey, enter_with_passkey, passkeys, remove_passkey,
    step_up_with_passkey, takes_passkeys,
};
pub use passwords::{Passwords, Place};
pub use privacy::export;
pub use register::{confirm_registration, register};
pub use reset::{request_reset, reset, send_reset};
pub use retention::clean_up;
pub use second_factors::{
    begin_codes, confirm_codes, forget_recovery_codes, keep_recovery_codes, kept_recovery_codes, remove_codes, renew_recovery_codes,
    second_factor, step_up,
};
pub use verify::verify;
pub use work_requests::work_requests;
