//! The list by which goods are taken from the shelves: how many of each altogether, then what goes into each order's parcel.

mod layout;
mod texts;
mod values;

pub use layout::{pdf, sheets};
pub use values::{Item, PickedOrder, PickingList};
