//! What staff see of gift cards, and what they do with them.

mod block;
mod correct;
mod detail;
mod issue;
mod list;
mod movements;
mod rows;
mod shown_once;

pub use block::block;
pub use correct::correct;
pub use detail::detail;
pub use issue::issue;
pub use list::list;
pub use shown_once::take_code;
