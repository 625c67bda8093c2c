use domain::{
    accounts::Permission,
    backoffice::{ImportCounts, ImportLine, ImportList, ImportState},
};
use sqlx::types::Json;

use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Imports that are listed.
const MOST: i64 = 50;

/// The last imports, the newest first.
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn list(shop: &Shop, by: impl Into<Acting>) -> Result<ImportList> {
    let by = by.into();
    by.may(Permission::EditCatalogue)?;
    let rows = sqlx::query!(
        r#"SELECT id, file_name, state, counts AS "counts: Json<ImportCounts>", created_at FROM imports WHERE state <> 'uploading'
           ORDER BY created_at DESC, id LIMIT $1"#,
        MOST
    )
    .fetch_all(&shop.pool)
    .await?;
    let line = |row: String| ImportState::from_code(&row).ok_or_else(|| Error::Data(format!("import {row}")));
    let imports = rows
        .into_iter()
        .map(|row| {
            Ok(ImportLine { id: row.id, file_name: row.file_name, state: line(row.state)?, counts: row.counts.0, at: row.created_at })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(ImportList { imports, key: shop.new_key() })
}
