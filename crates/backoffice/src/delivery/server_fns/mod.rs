//! The server functions of delivery. Each form is the browser's own and leads to a screen.

mod create_delivery_method;
mod read_delivery;
mod remove_delivery_method;
mod reorder_delivery_methods;
mod save_delivery_method;
mod set_delivery_rates;
mod switch_delivery_method;

pub use create_delivery_method::*;
pub use read_delivery::*;
pub use remove_delivery_method::*;
pub use reorder_delivery_methods::*;
pub use save_delivery_method::*;
pub use set_delivery_rates::*;
pub use switch_delivery_method::*;

/// A method's screen. A code that is none leads to a screen that says so.
#[cfg(feature = "ssr")]
fn screen_of(method: &str) -> String {
    format!("{}/{method}", super::METHODS)
}

/// The name under which what somebody entered into a form is kept.
#[cfg(feature = "ssr")]
fn kept_as(form: &str, method: &str) -> String {
    format!("delivery-{form}:{method}")
}
