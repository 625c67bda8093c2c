//! A product's pictures: sent, arranged, described, cropped where it suits them, taken away.

mod browser;
mod card;
mod fields;
mod focus;
mod page;
mod screen;
mod sending;
mod tiles;
mod upload;
mod words;

pub use fields::PictureFields;
pub use page::PicturesPage;
pub use screen::PicturesScreen;

/// The name of the form that sends files, where an address says which one was sent; the one that describes a picture goes by the picture's id.
const UPLOAD: &str = "upload";
