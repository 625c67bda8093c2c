//! The cart: one for all pages, shown in a drawer and on a page of its own.

mod cart_button;
mod cart_page;
mod code_field;
mod drawer;
mod line;
mod lines;
mod optimism;
pub mod server_fns;
mod shared;
mod totals;

pub use cart_button::*;
pub use cart_page::*;
pub use code_field::*;
pub use drawer::*;
pub(crate) use line::change_words;
pub use shared::*;
pub use totals::*;
