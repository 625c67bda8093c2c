//! The catalogue: what is sold, how it is listed, searched and shown; the demo import with its pictures.

mod cards;
mod categories;
mod demo_file;
pub mod exports;
mod ground;
mod home;
mod import_demo;
mod import_store;
pub mod imports;
mod list;
mod measure;
mod offers;
mod picture;
mod picture_files;
mod pictures;
mod product;
pub(crate) mod staff;
mod store;
mod suggest;
mod variant;
mod words;

pub use categories::category_links;
pub use domain::catalog::Texts;
pub use home::home;
pub use import_demo::{ImportReport, import_demo};
pub use list::list;
pub(crate) use measure::Measure;
pub(crate) use offers::{Offer, offers};
pub use picture::Picture;
pub use product::product;
pub use suggest::suggest;
pub use variant::variant;
