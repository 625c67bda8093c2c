//! The catalogue as staff see and change it.

mod bulk;
mod categories;
mod collections;
mod content;
mod detail;
mod list;
mod options;
mod pictures;
mod requests;
mod status;

pub use bulk::*;
pub use categories::*;
pub use collections::*;
pub use content::*;
pub use detail::*;
pub use list::*;
pub use options::*;
pub use pictures::*;
pub use requests::*;
pub use status::*;
