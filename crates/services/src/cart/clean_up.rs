use super::{guest, merges};
use crate::{error::Result, shop::Shop};

/// Removes guests' carts whose time is over (14 days after their last change, well before the session that names their owner) and tells how many.
///
/// With them go the notes of what was taken over from carts that are long gone. Carts of accounts are the orders' own:
/// [`crate::orders::pending::clean_up`].
pub async fn clean_up(shop: &Shop) -> Result<u64> {
    let carts = shop.ephemeral.sweep_kind(guest::PREFIX).await?;
    let merges = merges::forget_old(&shop.pool).await?;
    if carts + merges > 0 {
        tracing::info!(guest_carts = carts, merges, "carts of guests that are over are deleted");
    }
    Ok(carts)
}
