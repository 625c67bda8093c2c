use domain::{
    cart::CartView,
    ids::{GuestId, VariantId},
    language::Language,
};

use super::{add::for_sale, show::show, store};
use crate::{error::Result, shop::Shop};

/// Sets the pieces of a variant, so that the cart holds just so many afterwards, whatever another tab did.
///
/// Refused by a [`domain::cart::CartRefusal`] as adding is. To take a line out, remove it: 0 is refused.
pub async fn set_quantity(shop: &Shop, language: Language, guest: GuestId, variant: VariantId, quantity: u32) -> Result<CartView> {
    let offer = for_sale(shop, variant).await?;
    let (version, document) = store::change(shop, guest, |cart| cart.set_quantity(&offer, quantity)).await?;
    show(shop, language, guest, version, &document).await
}
