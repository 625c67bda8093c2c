//! What staff ask for; the background task does it.

use domain::{
    accounts::Permission,
    backoffice::{ImportCounts, ImportFormat, ImportKind, ImportRefusal, ImportSettings, ImportState, StaffRefusal, is_column},
    failure::FieldError,
    language::Language,
};
use serde_json::json;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::UNDO_DAYS;
use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// An import whose row is locked.
struct Locked {
    version: i64,
    kind: ImportKind,
    state: ImportState,
    columns: usize,
    counts: ImportCounts,
    can_undo: bool,
}

/// Whether somebody may import anything.
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub fn may(by: Acting) -> Result<()> {
    by.may(Permission::Import)
}

/// Whether somebody may import this: the catalogue's goods, or orders with who ordered them.
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub(super) fn may_import(by: Acting, kind: ImportKind) -> Result<()> {
    may(by)?;
    by.may_all(kind.needs())
}

/// The kind of an import's format.
pub(super) fn kind_of(format: &str) -> Result<ImportKind> {
    ImportFormat::from_code(format).map(ImportFormat::kind).ok_or_else(|| Error::Data(format!("import format {format}")))
}

async fn lock(connection: &mut PgConnection, by: Acting, id: Uuid) -> Result<Locked> {
    may(by)?;
    let format = sqlx::query_scalar!("SELECT format FROM imports WHERE id = $1", id).fetch_optional(&mut *connection).await?;
    // Before it is locked: who may not keeps nobody from it.
    let kind = kind_of(&format.ok_or(Error::NotFound)?)?;
    may_import(by, kind)?;
    let row = sqlx::query!(
        r#"SELECT version, state, jsonb_array_length(header) AS "columns!", counts AS "counts: Json<ImportCounts>",
                  coalesce(applied_at > now() - make_interval(days => $2), false) AS "recent!"
           FROM imports WHERE id = $1 FOR UPDATE NOWAIT"#,
        id,
        UNDO_DAYS
    )
    .fetch_optional(connection)
    .await;
    let row = match row.map_err(Error::from) {
        // Who works on it has it.
        Err(error) if is_locked(&error) => return Err(not_now()),
        row => row?.ok_or(Error::NotFound)?,
    };
    let state = ImportState::from_code(&row.state).ok_or_else(|| Error::Data(format!("import {}", row.state)))?;
    let columns = usize::try_from(row.columns).unwrap_or_default();
    Ok(Locked { version: row.version, kind, state, columns, counts: row.counts.0, can_undo: row.recent })
}

/// PostgreSQL's `lock_not_available`.
fn is_locked(error: &Error) -> bool {
    matches!(error, Error::Database(sqlx::Error::Database(error)) if error.code().as_deref() == Some("55P03"))
}

fn not_now() -> Error {
    Error::refused(StaffRefusal::Import(ImportRefusal::NotNow))
}

/// Moves the import on for somebody who saw this version of it. Where it is already what they asked for, as after a form that was sent twice, nothing is done.
async fn move_on(shop: &Shop, by: Acting, (id, seen): (Uuid, i64), to: ImportState, is_possible: impl Fn(&Locked) -> bool) -> Result<()> {
    let mut transaction = shop.begin().await?;
    let import = lock(&mut transaction, by, id).await?;
    if import.version == seen + 1 && import.state == to {
        // Let go of before it is answered: a dropped transaction ends some time later, and who works on imports passes over those that are locked.
        transaction.rollback().await?;
        return Ok(());
    }
    if import.version != seen {
        return Err(Error::refused(StaffRefusal::Changed { version: import.version }));
    }
    if !is_possible(&import) {
        return Err(not_now());
    }
    sqlx::query!(
        "UPDATE imports SET state = $2, actor = $3, place = $4 WHERE id = $1",
        id,
        to.code(),
        by.actor.code(),
        by.place.map(|place| place.to_string()).unwrap_or_default()
    )
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(())
}

/// Says what the columns are for; then the file is looked at.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] for `columns`, `language` or `weight_grams`; [`StaffRefusal::Changed`] when it has moved on;
/// [`ImportRefusal::NotNow`] when it is done or being worked on.
pub async fn set_columns(shop: &Shop, by: impl Into<Acting>, seen: (Uuid, i64), settings: &ImportSettings) -> Result<()> {
    let by = by.into();
    let mut transaction = shop.begin().await?;
    let import = lock(&mut transaction, by, seen.0).await?;
    if import.version == seen.1 + 1 && import.state == ImportState::Checking {
        transaction.rollback().await?;
        return Ok(());
    }
    if import.version != seen.1 {
        return Err(Error::refused(StaffRefusal::Changed { version: import.version }));
    }
    if !import.state.takes_columns() {
        return Err(not_now());
    }
    let errors = check(settings, import.kind, import.columns);
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    sqlx::query!("UPDATE imports SET state = 'checking', settings = $2, counts = '{}' WHERE id = $1", seen.0, json!(settings))
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(())
}

fn check(settings: &ImportSettings, kind: ImportKind, columns: usize) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let used: Vec<&String> = settings.columns.iter().filter(|code| !code.is_empty()).collect();
    let is_twice = |code: &&&String| used.iter().filter(|other| **other == **code).count() > 1;
    if settings.columns.len() != columns || used.iter().any(|code| !is_column(kind, code)) {
        errors.push(FieldError::malformed("columns"));
    } else if used.iter().any(|code| is_twice(&code)) {
        errors.push(FieldError::taken("columns"));
    } else if !used.iter().any(|code| *code == kind.key()) {
        errors.push(FieldError::required("columns"));
    }
    if Language::from_code(&settings.language).is_none() {
        errors.push(FieldError::unknown("language"));
    }
    if settings.weight_grams.is_some_and(|grams| grams == 0 || grams > domain::backoffice::HIGHEST_WEIGHT) {
        errors.push(FieldError::malformed("weight_grams"));
    }
    errors
}

/// Asks for an import to be written that was looked at and has no errors.
///
/// # Errors
/// As of [`set_columns`].
pub async fn apply(shop: &Shop, by: impl Into<Acting>, seen: (Uuid, i64)) -> Result<()> {
    let is_ready = |import: &Locked| import.state == ImportState::Checked && import.counts.errors == 0 && import.counts.changes();
    move_on(shop, by.into(), seen, ImportState::Applying, is_ready).await
}

/// Asks for an import to be taken back that was written not too long ago.
///
/// # Errors
/// As of [`set_columns`].
pub async fn undo(shop: &Shop, by: impl Into<Acting>, seen: (Uuid, i64)) -> Result<()> {
    move_on(shop, by.into(), seen, ImportState::Undoing, |import| import.state == ImportState::Applied && import.can_undo).await
}

/// Forgets an import that was never written.
///
/// # Errors
/// As of [`set_columns`].
pub async fn discard(shop: &Shop, by: impl Into<Acting>, (id, _): (Uuid, i64)) -> Result<()> {
    let mut transaction = shop.begin().await?;
    let import = lock(&mut transaction, by.into(), id).await?;
    if !import.state.takes_columns() {
        return Err(not_now());
    }
    sqlx::query!("DELETE FROM imports WHERE id = $1", id).execute(&mut *transaction).await?;
    transaction.commit().await?;
    Ok(())
}
