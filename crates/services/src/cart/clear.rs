use domain::ids::GuestId;

use super::store;
use crate::{error::Result, shop::Shop};

/// Empties the cart, after its contents became an order.
pub async fn clear(shop: &Shop, guest: GuestId) -> Result<()> {
    store::empty(shop, guest).await
}
