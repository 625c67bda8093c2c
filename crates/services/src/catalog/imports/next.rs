//! An import that waits for its work.

use domain::backoffice::{ImportCounts, ImportFormat, ImportSettings, ImportState};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use crate::error::{Error, Result};

/// An import, locked until the transaction ends.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    pub id: Uuid,
    pub actor: String,
    pub place: String,
    pub file_name: String,
    pub bytes: i64,
    pub format: ImportFormat,
    pub delimiter: char,
    pub settings: ImportSettings,
    pub counts: ImportCounts,
    pub state: ImportState,
}

/// The import that has waited longest and that nobody works on.
pub(super) async fn next(connection: &mut PgConnection) -> Result<Option<Waiting>> {
    let row = sqlx::query!(
        r#"SELECT id, actor, place, file_name, bytes, format, delimiter, settings AS "settings: Json<ImportSettings>",
                  counts AS "counts: Json<ImportCounts>", state
           FROM imports WHERE state IN ('checking', 'applying', 'undoing') ORDER BY changed_at LIMIT 1 FOR UPDATE SKIP LOCKED"#
    )
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let unknown = |what: &str| Error::Data(format!("import with {what}"));
    Ok(Some(Waiting {
        id: row.id,
        actor: row.actor,
        place: row.place,
        file_name: row.file_name,
        bytes: row.bytes,
        format: ImportFormat::from_code(&row.format).ok_or_else(|| unknown("format"))?,
        delimiter: row.delimiter.chars().next().ok_or_else(|| unknown("delimiter"))?,
        settings: row.settings.0,
        counts: row.counts.0,
        state: ImportState::from_code(&row.state).ok_or_else(|| unknown("state"))?,
    }))
}
