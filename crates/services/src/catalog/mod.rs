//! The catalogue: what is sold, how it is listed, searched and shown; the demo import with its pictures.

mod cards;
mod categories;
mod demo_file;
mod former_slugs;
mod ground;
mod home;
mod import_demo;
mod import_store;
mod list;
mod measure;
mod media;
mod offers;
mod picture;
mod picture_files;
mod pictures;
mod product;
pub(crate) mod staff;
mod store;
mod suggest;
mod uploads;
mod variant;
mod words;

pub use categories::category_links;
pub use domain::catalog::Texts;
pub use former_slugs::{Paged, moved_to};
pub use home::home;
pub use import_demo::{ImportReport, import_demo};
pub use list::list;
pub(crate) use measure::Measure;
pub use media::clean_up_media;
pub(crate) use offers::{Offer, offers};
pub use picture::Picture;
pub use product::product;
pub use suggest::suggest;
pub use variant::variant;
