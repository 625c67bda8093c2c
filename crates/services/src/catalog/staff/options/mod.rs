//! What can be chosen of a product: its options with their values, and the variants that they make.

mod add_option;
mod add_values;
mod generate;
mod matrix;
mod read;
mod remove;

pub use add_option::add_option;
pub use add_values::add_values;
pub use generate::generate;
pub use read::read;
pub use remove::remove;
