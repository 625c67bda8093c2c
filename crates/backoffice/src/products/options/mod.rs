//! What can be chosen of a product: its options, their values, and the variants that they make.

mod add;
mod fields;
mod leftovers;
mod page;
mod screen;

pub use fields::OptionFields;
pub use page::OptionsPage;
pub use screen::OptionsScreen;

/// The name of the form for a new option, where an address says which one was sent; the one for more values goes by its option's id.
pub const NEW_OPTION: &str = "option";
