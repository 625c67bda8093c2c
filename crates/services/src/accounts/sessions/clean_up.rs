use std::time::Duration;

use super::store;
use crate::{error::Result, shop::Shop};

/// How long sessions are kept after their end, for questions about them.
const KEEP: Duration = Duration::from_hours(30 * 24);

/// Deletes sessions that ended 30 days ago or earlier, and tells how many.
pub async fn clean_up(shop: &Shop) -> Result<u64> {
    store::delete_older(&shop.pool, KEEP).await
}
