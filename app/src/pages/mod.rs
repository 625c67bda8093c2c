//! What pages of all rooms are made with: how they load, how they ask, and what they show when something is not there or does not work.

mod failure_view;
mod loaded;
mod words;

pub use failure_view::*;
pub use loaded::*;
pub use site::{
    load::{Loading, load},
    part,
    query_form::QueryForm,
};
pub use words::*;
