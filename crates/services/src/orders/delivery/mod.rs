//! Delivery methods, what they cost, and how staff see to them.

mod methods;
pub mod staff;

pub(crate) use methods::{Parcel, country_or_home, methods};
