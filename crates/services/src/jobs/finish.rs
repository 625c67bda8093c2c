use super::{Run, store};
use crate::{error::Result, shop::Shop};

/// Writes down that a run is over and what came of it, in a few words for staff.
pub async fn finish(shop: &Shop, run: Run, outcome: &str) -> Result<()> {
    store::close_run(&shop.pool, &run.job, run.tick, outcome).await
}
