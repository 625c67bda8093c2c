use domain::{
    backoffice::{
        ImportChange, ImportColumn, ImportCounts, ImportDetail, ImportFormat, ImportKind, ImportSettings, ImportState, ImportThing,
        SHOWN_ERRORS,
    },
    language::Language,
};
use serde_json::{Map, Value};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::{
    UNDO_DAYS,
    detail_orders::new_orders,
    errors,
    request::{kind_of, may, may_import},
};
use crate::{
    backoffice::catalogue::categories,
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Changes that are shown; the counts say how many there are.
const SHOWN_CHANGES: i64 = 200;
/// Things that were left that are named.
const SHOWN_LEFT: i64 = 200;

/// An import as its screen shows it.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] when there is none.
pub async fn detail(shop: &Shop, by: impl Into<Acting>, language: Language, id: Uuid) -> Result<ImportDetail> {
    let by = by.into();
    may(by)?;
    let mut connection = shop.pool.acquire().await?;
    let row = sqlx::query!(
        r#"SELECT version, file_name, bytes, format, delimiter, header AS "header: Json<Vec<String>>", samples AS "samples: Json<Vec<Vec<String>>>",
                  settings AS "settings: Json<ImportSettings>", counts AS "counts: Json<ImportCounts>", state,
                  coalesce((SELECT percent FROM imports_progress WHERE import_id = imports.id), 0) AS "percent!",
                  coalesce(applied_at > now() - make_interval(days => $2), false) AS "recent!"
           FROM imports WHERE id = $1"#,
        id,
        UNDO_DAYS
    )
    .fetch_optional(&mut *connection)
    .await?
    .ok_or(Error::NotFound)?;
    let kind = kind_of(&row.format)?;
    may_import(by, kind)?;
    let categories = if kind == ImportKind::Products { categories(shop, by, language).await? } else { Vec::new() };
    let unknown = |what: &str| Error::Data(format!("import with {what}"));
    let state = ImportState::from_code(&row.state).ok_or_else(|| unknown("state"))?;
    let (errors, _) = errors::page(&mut connection, id, (0, 0), i64::try_from(SHOWN_ERRORS).unwrap_or(i64::MAX)).await?;
    Ok(ImportDetail {
        id,
        version: row.version,
        file_name: row.file_name,
        bytes: row.bytes,
        format: ImportFormat::from_code(&row.format).ok_or_else(|| unknown("format"))?,
        delimiter: row.delimiter.chars().next().unwrap_or(','),
        state,
        percent: u8::try_from(row.percent).unwrap_or(100),
        columns: columns(row.header.0, row.samples.0, &row.settings.0.columns),
        settings: row.settings.0,
        categories,
        counts: row.counts.0,
        errors,
        changes: match (state, kind) {
            (ImportState::Checked, ImportKind::Products) => changes(&mut connection, id).await?,
            (ImportState::Checked, ImportKind::Orders) => new_orders(&mut connection, id, SHOWN_CHANGES).await?,
            _ => Vec::new(),
        },
        left: if state == ImportState::Undone { left(&mut connection, id).await? } else { Vec::new() },
        can_undo: state == ImportState::Applied && row.recent,
    })
}

fn columns(header: Vec<String>, samples: Vec<Vec<String>>, codes: &[String]) -> Vec<ImportColumn> {
    let mut samples = samples.into_iter();
    let mut codes = codes.iter();
    header
        .into_iter()
        .map(|name| ImportColumn { name, samples: samples.next().unwrap_or_default(), code: codes.next().cloned().unwrap_or_default() })
        .collect()
}

/// The first changes, products before their variants.
async fn changes(connection: &mut PgConnection, id: Uuid) -> Result<Vec<ImportChange>> {
    let rows = sqlx::query!(
        r#"SELECT name AS "name!", is_product AS "is_product!", is_new AS "is_new!", before, after AS "after!" FROM (
               SELECT slug AS name, true AS is_product, is_new, before, after, line FROM imports_products
               WHERE import_id = $1 AND (is_new OR after <> before)
               UNION ALL
               SELECT sku, false, is_new, before, after, line FROM imports_rows
               WHERE import_id = $1 AND sku IS NOT NULL AND after IS NOT NULL AND (is_new OR after <> before)) AS changed
           ORDER BY line, is_product DESC LIMIT $2"#,
        id,
        SHOWN_CHANGES
    )
    .fetch_all(connection)
    .await?;
    let change = |(name, is_product, is_new): (String, bool, bool), before: Option<Value>, after: Value| {
        let before = before.and_then(|before| before.as_object().cloned()).unwrap_or_default();
        let thing = if is_product { ImportThing::Product } else { ImportThing::Variant };
        ImportChange { name, thing, is_new, fields: differences(&before, after.as_object().unwrap_or(&Map::new())) }
    };
    Ok(rows.into_iter().map(|row| change((row.name, row.is_product, row.is_new), row.before, row.after)).collect())
}

/// The fields that differ, with what they are and what they would be.
fn differences(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<(String, String, String)> {
    let words = |field: &str, value: Option<&Value>| match value {
        Some(Value::String(text)) => text.chars().take(160).collect(),
        Some(Value::Number(number)) if matches!(field, "price" | "compare_at") => {
            domain::money::Money::rappen(number.as_i64().unwrap_or_default()).digits()
        }
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let fields = after.iter().filter(|(field, value)| before.get(*field) != Some(value));
    let fields = fields.map(|(field, value)| (field.replace('.', "_"), words(field, before.get(field)), words(field, Some(value))));
    fields.filter(|(_, was, is)| was != is).collect()
}

/// What was left when it was taken back.
async fn left(connection: &mut PgConnection, id: Uuid) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT name AS "name!" FROM (SELECT slug AS name, line FROM imports_products WHERE import_id = $1 AND is_left
                              UNION ALL SELECT sku, line FROM imports_rows WHERE import_id = $1 AND is_left
                              UNION ALL SELECT number, line FROM imports_orders WHERE import_id = $1 AND is_left) AS left_over ORDER BY line, name LIMIT $2"#,
        id,
        SHOWN_LEFT
    )
    .fetch_all(connection)
    .await?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_differs_is_shown() {
        let before = json!({ "price": 1_990, "compare_at": null, "stock": 3, "name.de": "Tasse" });
        let after = json!({ "price": 2_150, "compare_at": null, "stock": 3, "name.de": "Becher" });
        let shown = differences(before.as_object().unwrap(), after.as_object().unwrap());
        assert_eq!(shown, [("name_de".into(), "Tasse".into(), "Becher".into()), ("price".into(), "19.90".into(), "21.50".into())]);
    }
}
