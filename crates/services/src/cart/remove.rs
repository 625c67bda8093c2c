use domain::{
    cart::CartView,
    ids::{GuestId, VariantId},
    language::Language,
};

use super::{show::show, store};
use crate::{error::Result, shop::Shop};

/// Takes a variant out of the cart; the view offers to put it back. One that is not in it changes nothing.
pub async fn remove(shop: &Shop, language: Language, guest: GuestId, variant: VariantId) -> Result<CartView> {
    let (version, document) = store::change(shop, guest, |cart| {
        cart.remove(variant);
        Ok(())
    })
    .await?;
    show(shop, language, guest, version, &document).await
}
