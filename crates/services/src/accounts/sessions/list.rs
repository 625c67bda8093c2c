use domain::accounts::SessionView;

use super::{SignedIn, store};
use crate::{error::Result, shop::Shop};

/// The sessions of the one who asks, the one used last first.
pub async fn list(shop: &Shop, who: &SignedIn) -> Result<Vec<SessionView>> {
    store::of_account(&shop.pool, who.principal.account, who.session).await
}
