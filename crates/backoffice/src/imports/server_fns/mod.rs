//! The server functions of imports. The file itself comes by an endpoint of the server's.

mod apply_import;
mod discard_import;
mod read_import;
mod read_imports;
mod set_columns;
mod undo_import;

pub use apply_import::*;
pub use discard_import::*;
pub use read_import::*;
pub use read_imports::*;
pub use set_columns::*;
pub use undo_import::*;
