use domain::backoffice::{ImportKind, ImportState};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    apply::apply,
    apply_orders::apply_orders,
    check::check,
    next::{Waiting, next},
    statements::tell,
    undo::undo,
    undo_orders::undo_orders,
};
use crate::{error::Result, shop::Shop};

/// Works on the imports that wait, one after the other; answers on how many. Whatever goes wrong with one leaves the shop as it was.
///
/// # Errors
/// If the database is away; then the work is begun anew later.
pub async fn work(shop: &Shop) -> Result<u64> {
    let mut done = 0;
    while let Some(id) = work_on_next(shop).await? {
        tracing::info!(import = %id, "an import was worked on");
        done += 1;
    }
    Ok(done)
}

async fn work_on_next(shop: &Shop) -> Result<Option<Uuid>> {
    let mut transaction = shop.begin().await?;
    let Some(import) = next(&mut transaction).await? else { return Ok(None) };
    // A file takes longer than a page; nobody waits for this.
    sqlx::raw_sql(
        "SET LOCAL statement_timeout = '10min'; SET LOCAL idle_in_transaction_session_timeout = '10min'; SET LOCAL work_mem = '64MB'",
    )
    .execute(&mut *transaction)
    .await?;
    tell(&shop.pool, import.id, 0).await;
    match step(shop, &mut transaction, &import).await {
        Ok(()) => transaction.commit().await?,
        Err(error) if error.is_transient() => return Err(error),
        Err(error) => {
            tracing::error!(import = %import.id, error = &error as &dyn std::error::Error, "an import could not be worked on; nothing was changed");
            transaction.rollback().await?;
            give_up(shop, &import).await?;
        }
    }
    Ok(Some(import.id))
}

async fn step(shop: &Shop, connection: &mut PgConnection, import: &Waiting) -> Result<()> {
    match (import.state, import.format.kind()) {
        (ImportState::Checking, _) => Box::pin(check(shop, connection, import)).await,
        (ImportState::Applying, ImportKind::Products) => apply(shop, connection, import).await,
        (ImportState::Applying, ImportKind::Orders) => apply_orders(shop, connection, import).await,
        (ImportState::Undoing, ImportKind::Products) => undo(shop, connection, import).await,
        (ImportState::Undoing, ImportKind::Orders) => undo_orders(shop, connection, import).await,
        (
            ImportState::Uploading
            | ImportState::Mapping
            | ImportState::Checked
            | ImportState::Applied
            | ImportState::Undone
            | ImportState::Failed,
            _,
        ) => Ok(()),
    }
}

/// What could not be written is looked at anew, which says what stands in its way; what could not be looked at has failed; what could not be taken back
/// stays written.
async fn give_up(shop: &Shop, import: &Waiting) -> Result<()> {
    let to = match import.state {
        ImportState::Applying => ImportState::Checking,
        ImportState::Undoing => ImportState::Applied,
        _ => ImportState::Failed,
    };
    sqlx::query!("UPDATE imports SET state = $2 WHERE id = $1 AND state = $3", import.id, to.code(), import.state.code())
        .execute(&shop.pool)
        .await?;
    Ok(())
}
