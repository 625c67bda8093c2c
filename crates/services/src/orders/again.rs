use domain::{
    cart::{CartOwner, CartView},
    ids::VariantId,
    language::Language,
};

use super::store;
use crate::{
    cart,
    error::{Error, Result},
    shop::Shop,
};

/// Puts what an order held into the owner's cart again, as far as it is still sold and there: at today's prices, beside what the cart holds already.
pub async fn order_again(shop: &Shop, language: Language, owner: impl Into<CartOwner>, token: &str) -> Result<CartView> {
    let owner = owner.into();
    let order = store::id_of_token(&shop.pool, token).await?;
    let lines = {
        let mut connection = shop.pool.acquire().await?;
        store::lines(&mut connection, order).await?
    };
    for line in lines {
        let quantity = u32::try_from(line.quantity).unwrap_or(1);
        match Box::pin(cart::add(shop, language, owner, VariantId(line.variant_id), quantity)).await {
            Ok(_) => {}
            // Sold out or no longer in the range: the rest is put in, and the cart shows what there is.
            Err(Error::Refused(refusal)) => tracing::info!(?refusal, "a line is not ordered again"),
            Err(error) => return Err(error),
        }
    }
    Box::pin(cart::view(shop, language, Some(owner))).await
}
