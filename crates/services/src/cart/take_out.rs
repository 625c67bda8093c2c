use domain::cart::CartOwner;

use super::{CartLine, store};
use crate::{error::Result, shop::Shop};

/// Takes out of a guest's cart what became an order; what another tab put in meanwhile stays. An account's cart became the order itself.
pub(crate) async fn take_out(shop: &Shop, owner: CartOwner, ordered: &[CartLine]) -> Result<()> {
    match owner {
        CartOwner::Guest(_) => {
            let change = |cart: &mut super::Document| {
                cart.take_out(ordered);
                Ok(())
            };
            store::change(shop, owner, change).await.map(drop)
        }
        CartOwner::Account(_) => Ok(()),
    }
}
