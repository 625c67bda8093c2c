use domain::ids::VariantId;
use uuid::Uuid;

use super::store;
use crate::{error::Result, shop::Shop};

/// What prices need to know of a variant besides its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Measure {
    /// Which one.
    pub variant: VariantId,
    /// The weight of one piece, in grams.
    pub weight_grams: i32,
    /// The category of its product.
    pub category: Uuid,
}

/// Weight and category of those of the variants that exist, in no particular order.
pub(crate) async fn measures(shop: &Shop, variants: &[VariantId]) -> Result<Vec<Measure>> {
    if variants.is_empty() {
        return Ok(Vec::new());
    }
    store::measures(&shop.pool, variants).await
}
