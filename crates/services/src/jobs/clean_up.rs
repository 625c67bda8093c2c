use std::time::Duration;

use super::store;
use crate::{error::Result, shop::Shop};

/// How long runs are kept for a look back.
const KEEP: Duration = Duration::from_hours(14 * 24);

/// Deletes runs older than 14 days and tells how many.
pub async fn clean_up(shop: &Shop) -> Result<u64> {
    store::delete_older(&shop.pool, KEEP).await
}
