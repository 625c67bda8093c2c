use domain::{
    cart::{CartOwner, CartView},
    language::Language,
};

use super::show::shown;
use crate::{error::Result, shop::Shop};

/// The owner's cart; an empty one for a visitor who is nobody yet, without asking anybody.
pub async fn view(shop: &Shop, language: Language, owner: Option<CartOwner>) -> Result<CartView> {
    Ok(shown(shop, language, owner).await?.view)
}
