use std::time::Duration;

use domain::{cart::CartOwner, orders::OrderRefusal};

use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// Codes that one visitor may enter before a pause.
const MOST_TRIES: u64 = 20;

/// The pause: so long without a try, and the count begins anew.
const PAUSE: Duration = Duration::from_mins(10);

/// Counts a try to enter a code, whatever comes of it; refused when there were too many. The version of the entry is the count: of any number of tries
/// at once each gets another one.
pub(crate) async fn count_try(shop: &Shop, owner: CartOwner) -> Result<()> {
    let tries = shop.ephemeral.put(&format!("code-tries:{owner}"), b"", PAUSE).await?;
    if tries > MOST_TRIES { Err(Error::refused(OrderRefusal::CodesTried)) } else { Ok(()) }
}
