use domain::ids::VariantId;

use super::store;
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// The variant of a product with these values, one per option in the options' order, if there is one. [`Error::NotFound`] when there is no product of
/// that slug, or it is archived or not published, or nothing of it is sold.
pub async fn variant(shop: &Shop, product: &str, values: &[String]) -> Result<Option<VariantId>> {
    let variants = store::variants(&shop.pool, product).await?;
    if variants.is_empty() {
        return Err(Error::NotFound);
    }
    Ok(variants.into_iter().find(|variant| variant.values == values).map(|variant| VariantId(variant.id)))
}
