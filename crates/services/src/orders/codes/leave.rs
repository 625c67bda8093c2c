use domain::{
    cart::{CartOwner, CartView},
    language::Language,
    orders::CodeKind,
};

use super::kept::keep;
use crate::{cart, error::Result, orders::entered, shop::Shop};

/// Uses a code no longer. One that was not in use changes nothing.
pub async fn leave(shop: &Shop, language: Language, owner: impl Into<CartOwner>, kind: CodeKind) -> Result<CartView> {
    let owner = owner.into();
    let mut codes = entered(shop, owner).await.codes;
    match kind {
        CodeKind::Voucher => codes.voucher = None,
        CodeKind::GiftCard => codes.gift_card = None,
    }
    keep(shop, owner, &codes).await?;
    cart::view(shop, language, Some(owner)).await
}
