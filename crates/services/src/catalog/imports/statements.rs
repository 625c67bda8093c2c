//! Statements that do the work of an import, one after the other.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{error::Result, pool::Pool, shop::Shop};

/// Runs the statements of a file, parted by a line `--;`, and says how far it is: from the first percentage to the second.
pub(super) async fn run(
    shop: &Shop,
    connection: &mut PgConnection,
    import: Uuid,
    statements: &'static str,
    (from, to): (usize, usize),
) -> Result<()> {
    let all: Vec<&'static str> = statements.split("\n--;\n").collect();
    for (place, statement) in all.iter().enumerate() {
        sqlx::query(*statement).bind(import).execute(&mut *connection).await?;
        tell(&shop.pool, import, from + (to - from) * (place + 1) / all.len()).await;
    }
    Ok(())
}

/// Says how much is done, beside the transaction that does it, so that others see it. That nobody is told is no reason to stop.
pub(super) async fn tell(pool: &Pool, import: Uuid, percent: usize) {
    let told = sqlx::query!(
        "INSERT INTO imports_progress (import_id, percent) VALUES ($1, $2) ON CONFLICT (import_id) DO UPDATE SET percent = EXCLUDED.percent",
        import,
        i32::try_from(percent).unwrap_or(100)
    )
    .execute(pool)
    .await;
    if let Err(error) = told {
        tracing::debug!(error = &error as &dyn std::error::Error, "how far an import is was not told");
    }
}
