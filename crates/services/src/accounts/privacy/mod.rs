//! What the law wants: people get all that the shop knows of them, and it is forgotten when nothing needs it any more.

mod archive;
mod erase;
mod export;

pub(super) use erase::{erase, erase_closed};
pub(super) use export::collect;
pub use export::export;
