//! Orders that are placed in the same moment are written in one transaction: one commit for all of them instead of one for each. Nobody waits for
//! company: an order that comes alone is written at once, and those that arrive meanwhile are the next ones' company.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sqlx::{Postgres, Transaction};
use tokio::sync::oneshot;

use super::{place::Parts, store};
use crate::{error::Result, failpoints::failpoint, payments, pool::Pool, stock};

/// Transactions that may run at once. While they wait for the disk, the next orders gather.
const MOST_WRITERS: usize = 2;
/// Orders in one transaction: more would make all of them wait for the last one's rows.
const MOST_TOGETHER: usize = 64;

/// What became of an order that was to be written with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It stands.
    Written,
    /// Nothing was written: something of one of them was not possible. Each goes alone now, and learns what it was.
    GoAlone,
}

/// Orders on their way into the database.
#[derive(Debug, Default)]
pub struct Placing {
    queue: Arc<Mutex<Queue>>,
}

#[derive(Debug, Default)]
struct Queue {
    waiting: Vec<Waiting>,
    writers: usize,
}

#[derive(Debug)]
struct Waiting {
    order: Arc<Parts>,
    answer: oneshot::Sender<Outcome>,
}

impl Placing {
    /// Writes an order with whichever others are there. None when nobody knows what became of it: the connection broke at the commit.
    pub(super) async fn write(&self, pool: &Pool, order: Arc<Parts>) -> Option<Outcome> {
        let (answer, outcome) = oneshot::channel();
        let begins = {
            let mut queue = lock(&self.queue);
            queue.waiting.push(Waiting { order, answer });
            let begins = queue.writers < MOST_WRITERS;
            queue.writers += usize::from(begins);
            begins
        };
        if begins {
            // A task of its own: whoever began it may be gone before those that came later are written.
            tokio::spawn(Writer { queue: Arc::clone(&self.queue), pool: pool.clone(), is_counted: true }.run());
        }
        outcome.await.ok()
    }
}

fn lock(queue: &Mutex<Queue>) -> MutexGuard<'_, Queue> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One of the queue's writers, until there is nothing left to write.
struct Writer {
    queue: Arc<Mutex<Queue>>,
    pool: Pool,
    is_counted: bool,
}

impl Writer {
    async fn run(mut self) {
        while let Some(batch) = self.next() {
            let orders: Vec<Arc<Parts>> = batch.iter().map(|waiting| Arc::clone(&waiting.order)).collect();
            // Without an outcome, those that wait see their channel closed.
            if let Some(outcome) = write(&self.pool, &orders).await {
                for waiting in batch {
                    // Whoever waits no longer finds the order by its checkout key.
                    let _ = waiting.answer.send(outcome);
                }
            }
        }
    }

    /// Those that wait. None ends the writer under the same lock under which the next order looks whether there is one.
    fn next(&mut self) -> Option<Vec<Waiting>> {
        let mut queue = lock(&self.queue);
        if queue.waiting.is_empty() {
            queue.writers -= 1;
            self.is_counted = false;
            return None;
        }
        let count = queue.waiting.len().min(MOST_TOGETHER);
        Some(queue.waiting.drain(..count).collect())
    }
}

/// A writer that ends in another way makes room for the next one.
impl Drop for Writer {
    fn drop(&mut self) {
        if self.is_counted {
            lock(&self.queue).writers -= 1;
        }
    }
}

/// Writes the orders, all or none; none where the commit was sent and not answered.
async fn write(pool: &Pool, orders: &[Arc<Parts>]) -> Option<Outcome> {
    let transaction = match prepare(pool, orders).await {
        Ok(Some(transaction)) => transaction,
        Ok(None) => return Some(Outcome::GoAlone),
        Err(error) => {
            tracing::debug!(error = &error as &dyn std::error::Error, orders = orders.len(), "orders go alone");
            return Some(Outcome::GoAlone);
        }
    };
    failpoint!("orders.place.before_commit");
    let outcome = match transaction.commit().await {
        Ok(()) => Some(Outcome::Written),
        Err(sqlx::Error::Database(_)) => Some(Outcome::GoAlone),
        Err(_) => None,
    };
    failpoint!("orders.place.committed");
    outcome
}

/// Everything but the commit; nothing if a line's stock does not lie in one place.
async fn prepare(pool: &Pool, orders: &[Arc<Parts>]) -> Result<Option<Transaction<'static, Postgres>>> {
    let mut transaction = crate::begin(pool).await?;
    let rows: Vec<_> = orders.iter().map(|order| &order.rows).collect();
    store::insert(&mut transaction, &rows).await?;
    let attempts: Vec<_> = orders.iter().filter_map(|order| order.payment.as_ref()).collect();
    payments::record(&mut transaction, &attempts).await?;
    // Last, because other orders of the same goods may wait for these locks.
    let wanted: Vec<_> = orders.iter().map(|order| (order.id, &order.wanted)).collect();
    if !stock::hold_together(&mut transaction, &wanted).await? {
        transaction.rollback().await?;
        return Ok(None);
    }
    Ok(Some(transaction))
}
