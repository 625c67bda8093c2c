//! A category as it stands inside of a transaction.

use domain::{backoffice::CategoryContent, catalog::Texts, failure::FieldError};
use serde_json::{Value, json};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use crate::error::{Error, Result};

/// A category, locked until the transaction ends.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub version: i64,
    pub slug: String,
    pub parent: Option<Uuid>,
    pub name: Texts,
    pub description: Texts,
}

/// Locks a category and reads it.
pub(super) async fn lock(connection: &mut PgConnection, category: Uuid) -> Result<Option<Snapshot>> {
    let row = sqlx::query!(
        r#"SELECT version, slug, parent_id, name AS "name: Json<Texts>", description AS "description: Json<Texts>"
           FROM catalog_categories WHERE id = $1 FOR UPDATE"#,
        category
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| Snapshot {
        version: row.version,
        slug: row.slug,
        parent: row.parent_id,
        name: row.name.0,
        description: row.description.0,
    }))
}

impl Snapshot {
    /// As the audit log keeps it.
    pub fn json(&self) -> Value {
        json!({ "slug": self.slug, "parent": self.parent, "name": self.name, "description": self.description })
    }

    /// Whether it is so already.
    pub fn is(&self, content: &CategoryContent) -> bool {
        self.slug == content.slug && self.parent == content.parent && self.name == content.name && self.description == content.description
    }
}

/// What the database says against a category's address or place, at its field.
pub(super) fn at_its_field(error: Error) -> Error {
    let wrong = match error.constraint() {
        Some("catalog_categories_slug_unique") => FieldError::taken("slug"),
        Some("catalog_categories_no_circle" | "catalog_categories_levels") => FieldError::malformed("parent"),
        Some("catalog_categories_parent_id_fkey") => FieldError::unknown("parent"),
        _ => return error,
    };
    Error::Invalid(vec![wrong])
}
