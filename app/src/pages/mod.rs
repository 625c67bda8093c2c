//! What pages of all rooms are made with: how they load, how they ask, and what they show when something is not there or does not work.

mod failure_view;
mod load;
mod loaded;
mod part;
mod query_form;
mod words;

pub use failure_view::*;
pub use load::*;
pub use loaded::*;
pub use part::*;
pub use query_form::*;
pub use words::*;
