//! Collections: all of them on one screen, and a screen for each with what is in it.

mod fields;
mod form;
mod one_page;
mod page;
mod picked;
mod screen;
mod search;

pub use fields::{CollectionFields, StepFields};
pub use one_page::CollectionPage;
pub use page::CollectionsPage;
pub use screen::{CollectionScreen, CollectionsScreen};

/// The screen with all of them.
pub const LIST: &str = "/backoffice/collections";
/// The name of the form for a new collection, where an address says which one was sent.
const NEW: &str = "new";
/// What the form for a new one goes by where what was entered is kept: no product and no category has this id.
#[cfg(feature = "ssr")]
pub const NEW_FORM: uuid::Uuid = uuid::Uuid::from_u128(1);
