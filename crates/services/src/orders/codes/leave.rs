use domain::{cart::CartView, ids::GuestId, language::Language, orders::CodeKind};

use super::kept::{keep, load};
use crate::{cart, error::Result, shop::Shop};

/// Uses a code no longer. One that was not in use changes nothing.
pub async fn leave(shop: &Shop, language: Language, guest: GuestId, kind: CodeKind) -> Result<CartView> {
    let mut codes = load(shop, guest).await;
    match kind {
        CodeKind::Voucher => codes.voucher = None,
        CodeKind::GiftCard => codes.gift_card = None,
    }
    keep(shop, guest, &codes).await?;
    cart::view(shop, language, Some(guest)).await
}
