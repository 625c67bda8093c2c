use domain::backoffice::{ImportCounts, ImportFormat, ImportKind, ImportLine, ImportList, ImportState};
use sqlx::types::Json;

use super::request::{kind_of, may, may_import};
use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Imports that are listed.
const MOST: i64 = 50;

/// The last imports of what somebody may import, the newest first.
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn list(shop: &Shop, by: impl Into<Acting>) -> Result<ImportList> {
    let by = by.into();
    may(by)?;
    let kinds: Vec<ImportKind> = ImportKind::ALL.into_iter().filter(|kind| may_import(by, *kind).is_ok()).collect();
    let seen = ImportFormat::ALL.into_iter().filter(|format| kinds.contains(&format.kind()));
    let formats: Vec<String> = seen.map(|format| format.code().to_owned()).collect();
    let rows = sqlx::query!(
        r#"SELECT id, file_name, format, state, counts AS "counts: Json<ImportCounts>", created_at FROM imports WHERE state <> 'uploading' AND format = ANY($2)
           ORDER BY created_at DESC, id LIMIT $1"#,
        MOST,
        &formats
    )
    .fetch_all(&shop.pool)
    .await?;
    let line = |row: String| ImportState::from_code(&row).ok_or_else(|| Error::Data(format!("import {row}")));
    let imports = rows
        .into_iter()
        .map(|row| {
            let (kind, state) = (kind_of(&row.format)?, line(row.state)?);
            Ok(ImportLine { id: row.id, file_name: row.file_name, kind, state, counts: row.counts.0, at: row.created_at })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(ImportList { imports, key: shop.new_key(), kinds })
}
