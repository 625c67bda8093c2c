//! Delivery methods: all of them on one screen, and a screen for each with its texts and its rates.

mod example;
mod fields;
mod method_page;
mod methods_page;
mod rates;
mod screen;
pub mod server_fns;
mod steps;
mod stored;
mod texts;
mod words;

pub use fields::{MethodFields, RateFields};
pub use method_page::DeliveryMethodPage;
pub use methods_page::DeliveryPage;
pub use screen::{DeliveryScreen, Example, ExampleFee};
pub use stored::Stored;

/// The screen of all methods.
const METHODS: &str = "/backoffice/delivery";
/// The names of the forms, where an address says which one was sent.
#[cfg(feature = "ssr")]
const NEW: &str = "new";
const TEXTS: &str = "texts";
const RATES: &str = "rates";
#[cfg(feature = "ssr")]
const SWITCH: &str = "switch";
/// What the button sends that only looks at what rates would mean.
const LOOK: &str = "look";
/// The example: a parcel of one kilogram with goods for 80 francs.
const EXAMPLE: (&str, &str) = ("1", "80");
