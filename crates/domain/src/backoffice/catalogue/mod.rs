//! The catalogue as staff see and change it.

mod bulk;
mod content;
mod detail;
mod list;
mod options;
mod requests;
mod status;

pub use bulk::*;
pub use content::*;
pub use detail::*;
pub use list::*;
pub use options::*;
pub use requests::*;
pub use status::*;
