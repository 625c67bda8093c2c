//! The server functions of the cart. Each is a plain form's target too: then it leads to a page.

mod add_line;
mod enter_code;
mod leave_code;
mod read_cart;
mod remove_line;
mod set_quantity;
mod undo_remove;

pub use add_line::*;
pub use enter_code::*;
pub use leave_code::*;
pub use read_cart::*;
pub use remove_line::*;
pub use set_quantity::*;
pub use undo_remove::*;

/// The page that a code was entered on: the checkout's forms have a key.
#[cfg(feature = "ssr")]
fn page_of(language: domain::language::Language, form: &domain::orders::CheckoutForm) -> String {
    if form.checkout_key.is_nil() { format!("/{language}/cart") } else { format!("/{language}/checkout") }
}

/// The pieces that a form asks for. What is no number that can be counted is 0, which the cart refuses in words that people understand.
#[cfg(feature = "ssr")]
fn wanted(quantity: &str) -> u32 {
    quantity.trim().parse().unwrap_or(0)
}
