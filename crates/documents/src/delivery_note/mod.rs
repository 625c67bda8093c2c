//! The delivery note that lies in a parcel: what is in it, without prices, in the buyer's language.

mod layout;
mod texts;
mod values;

pub use layout::{pdf, sheets};
pub use values::{Closing, DeliveryNote, Piece};
