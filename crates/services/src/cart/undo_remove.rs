use domain::{cart::CartView, ids::GuestId, language::Language};

use super::{show::show, store};
use crate::{error::Result, shop::Shop};

/// Puts the line that was removed last back; without one, nothing changes.
pub async fn undo_remove(shop: &Shop, language: Language, guest: GuestId) -> Result<CartView> {
    let (version, document) = store::change(shop, guest, super::document::Document::undo_remove).await?;
    show(shop, language, guest, version, &document).await
}
