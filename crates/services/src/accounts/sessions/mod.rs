//! Log-ins that are under way. Each is a row, which is asked at every request of somebody who is logged in: a session that is ended on one node is over
//! on all nodes with the next request, whatever Redis and the cookies say.
//!
//! The row is found by the hash of the session's id, so logging in, proving more and logging out are safe only together with a new id (`cycle_id`): the
//! row goes with the new one, and the id from before opens nothing. Expiry is decided by the database's clock.

mod begin;
mod clean_up;
mod end;
mod find;
mod key;
mod list;
mod raise;
mod store;
mod waiting;

pub use begin::begin;
pub use clean_up::clean_up;
pub(super) use end::end_of;
pub use end::{end, end_all, end_others, log_out, log_out_everywhere};
pub use find::{SignedIn, find};
pub use key::SessionKey;
pub use list::list;
pub use raise::raise;
pub use waiting::{Waiting, wait, wait_no_longer, waiting};
