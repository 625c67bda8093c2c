//! What is around every screen: the way to the others, keys, the palette.

mod export_link;
mod head;
mod keys;
mod language_switch;
mod moved;
mod navigation;
mod palette;
mod places;
pub mod server_fns;
mod staff_frame;

pub use export_link::ExportLink;
pub use head::Head;
pub use moved::Moved;
pub use staff_frame::Frame;
