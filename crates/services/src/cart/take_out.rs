use domain::cart::CartOwner;

use super::{
    CartLine,
    store::{self, Stored},
};
use crate::{error::Result, shop::Shop};

/// Takes out of a guest's cart what became an order; what another tab put in meanwhile stays. An account's cart became the order itself.
///
/// Begins with the cart as it was read when it was ordered, if it was; that is as good as any later look unless somebody has changed it since.
pub(crate) async fn take_out(shop: &Shop, owner: CartOwner, ordered: &[CartLine], read: Option<Stored>) -> Result<()> {
    match owner {
        CartOwner::Guest(_) => {
            let change = |cart: &mut super::Document| {
                cart.take_out(ordered);
                Ok(())
            };
            let stored = match read {
                Some(stored) => stored,
                None => store::load(shop, owner).await?,
            };
            store::change_from(shop, owner, stored, change).await.map(drop)
        }
        CartOwner::Account(_) => Ok(()),
    }
}
