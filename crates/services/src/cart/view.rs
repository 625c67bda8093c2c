use domain::{cart::CartView, ids::GuestId, language::Language};

use super::{show::show, store};
use crate::{error::Result, shop::Shop};

/// The cart of a guest; an empty one for a visitor who has none yet, without asking anybody.
pub async fn view(shop: &Shop, language: Language, guest: Option<GuestId>) -> Result<CartView> {
    let Some(guest) = guest else { return Ok(CartView::default()) };
    let (version, document) = store::load(shop, guest).await?;
    show(shop, language, guest, version, &document).await
}
