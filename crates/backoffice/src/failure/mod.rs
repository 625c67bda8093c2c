//! What is said when something does not work.

mod answered;
mod failure_view;
mod loaded;
mod words;

pub use answered::{Answered, has_changed};
pub use failure_view::FailureView;
pub use loaded::loaded;
pub use words::{field_words, title, too_few_free, words};
