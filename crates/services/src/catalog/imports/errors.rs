use domain::backoffice::{RowError, RowProblem};
use sqlx::PgConnection;
use uuid::Uuid;

use super::request::{kind_of, may, may_import};
use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// The errors of an import behind a place in their order, and the place of the last of them; none at the end.
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn errors(shop: &Shop, by: impl Into<Acting>, import: Uuid, after: (i32, i64)) -> Result<(Vec<RowError>, Option<(i32, i64)>)> {
    let by = by.into();
    may(by)?;
    let mut connection = shop.pool.acquire().await?;
    let format = sqlx::query_scalar!("SELECT format FROM imports WHERE id = $1", import).fetch_optional(&mut *connection).await?;
    may_import(by, kind_of(&format.ok_or(Error::NotFound)?)?)?;
    page(&mut connection, import, after, 5_000).await
}

/// So many errors behind a place.
pub(super) async fn page(
    connection: &mut PgConnection,
    import: Uuid,
    after: (i32, i64),
    most: i64,
) -> Result<(Vec<RowError>, Option<(i32, i64)>)> {
    let rows = sqlx::query!(
        "SELECT id, line, field, problem, value FROM imports_errors WHERE import_id = $1 AND (line, id) > ($2, $3) ORDER BY line, id LIMIT $4",
        import,
        after.0,
        after.1,
        most
    )
    .fetch_all(connection)
    .await?;
    let next = rows.last().filter(|_| i64::try_from(rows.len()) == Ok(most)).map(|row| (row.line, row.id));
    let errors = rows
        .into_iter()
        .map(|row| {
            let problem = RowProblem::from_code(&row.problem).ok_or_else(|| Error::Data(format!("row problem {}", row.problem)))?;
            Ok(RowError { line: u32::try_from(row.line).unwrap_or_default(), column: row.field, problem, value: row.value })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok((errors, next))
}
