//! What staff see of vouchers, and what they do with them after they were made.

mod create;
mod detail;
mod end;
mod held;
mod list;
mod rows;
mod save;
mod uses;

pub use create::{create, form};
pub use detail::detail;
pub use end::end;
pub use list::list;
pub use save::save;
