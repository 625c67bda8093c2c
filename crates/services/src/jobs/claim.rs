use std::{sync::OnceLock, time::Duration};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::store;
use crate::{error::Result, shop::Shop};

/// This process, as the runs name it.
static NODE: OnceLock<Uuid> = OnceLock::new();

/// A tick of a job that this node may work on and nobody else does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The job's name.
    pub job: String,
    /// The start of its tick, by the database's clock.
    pub tick: DateTime<Utc>,
}

/// Claims the current tick of a job that runs once in `every`; `None` when another node (or this one) has it already.
///
/// Ticks are counted from the Unix epoch by the database's clock, so all nodes mean the same ones. A node that dies in the middle leaves its
/// tick unfinished, and the next tick does the work: a job must find its work in the tables, not in the tick.
pub async fn claim(shop: &Shop, job: &str, every: Duration) -> Result<Option<Run>> {
    let node = *NODE.get_or_init(|| shop.new_key());
    let tick = store::insert_run(&shop.pool, job, every, node).await?;
    Ok(tick.map(|tick| Run { job: job.to_owned(), tick }))
}
