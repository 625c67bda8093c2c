use crate::{error::Result, shop::Shop};

/// Removes carts that are over, along with the rest of the ephemeral store that is, and tells how many entries that were.
pub async fn clean_up(shop: &Shop) -> Result<u64> {
    Ok(shop.ephemeral.sweep().await?)
}
