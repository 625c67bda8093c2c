//! A collection as it stands inside of a transaction.

use chrono::{DateTime, Utc};
use domain::{
    backoffice::{CollectionContent, CollectionRule, Publishing},
    catalog::Texts,
    failure::FieldError,
};
use serde_json::{Value, json};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use crate::error::{Error, Result};

/// A collection, locked until the transaction ends.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub version: i64,
    pub slug: String,
    pub published_at: Option<DateTime<Utc>>,
    pub is_public: bool,
    pub name: Texts,
    pub introduction: Texts,
    pub rule: Option<CollectionRule>,
    /// The products that are picked, by their ids and slugs, in their order.
    pub products: Vec<(Uuid, String)>,
}

/// Locks a collection and reads it.
pub(super) async fn lock(connection: &mut PgConnection, collection: Uuid) -> Result<Option<Snapshot>> {
    let row = sqlx::query!(
        r#"SELECT collection.version, collection.slug, collection.published_at, catalog_is_public(NULL, collection.published_at) AS "is_public!",
                  collection.name AS "name: Json<Texts>", collection.introduction AS "introduction: Json<Texts>", collection.is_ruled,
                  (SELECT category.slug FROM catalog_categories AS category WHERE category.id = collection.rule_category) AS category,
                  collection.rule_from, collection.rule_to, collection.rule_reduced, collection.rule_available, collection.rule_days
           FROM catalog_collections AS collection WHERE collection.id = $1 FOR UPDATE"#,
        collection
    )
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let products = sqlx::query!(
        "SELECT product.id, product.slug
         FROM catalog_collection_products AS picked JOIN catalog_products AS product ON product.id = picked.product_id
         WHERE picked.collection_id = $1 ORDER BY picked.position",
        collection
    )
    .fetch_all(connection)
    .await?;
    let rule = CollectionRule {
        category: row.category,
        from: row.rule_from,
        to: row.rule_to,
        reduced: row.rule_reduced,
        available: row.rule_available,
        days: row.rule_days.map(i32::unsigned_abs),
    };
    Ok(Some(Snapshot {
        version: row.version,
        slug: row.slug,
        published_at: row.published_at,
        is_public: row.is_public,
        name: row.name.0,
        introduction: row.introduction.0,
        rule: row.is_ruled.then_some(rule),
        products: products.into_iter().map(|row| (row.id, row.slug)).collect(),
    }))
}

impl Snapshot {
    /// As the audit log keeps it.
    pub fn json(&self) -> Value {
        let products: Vec<&str> = self.products.iter().map(|(_, slug)| slug.as_str()).collect();
        json!({
            "slug": self.slug, "published_at": self.published_at, "name": self.name, "introduction": self.introduction, "rule": self.rule,
            "products": products,
        })
    }

    /// The products that are picked.
    pub fn order(&self) -> Vec<Uuid> {
        self.products.iter().map(|(id, _)| *id).collect()
    }

    /// Whether it is so already.
    pub fn is(&self, content: &CollectionContent) -> bool {
        let is_published = match content.publishing {
            Publishing::Draft => self.published_at.is_none(),
            Publishing::From(at) => self.published_at == Some(at),
            Publishing::Now => self.is_public,
            Publishing::Archived => false,
        };
        is_published
            && self.slug == content.slug
            && self.name == content.name
            && self.introduction == content.introduction
            && self.rule == content.rule
    }
}

/// Writes a collection that is there. What is published already stays so since then; what was a rule stays none.
pub(super) async fn write(connection: &mut PgConnection, collection: Uuid, content: &CollectionContent) -> Result<()> {
    let rule = content.rule.clone().unwrap_or_default();
    let category = match &rule.category {
        Some(slug) => Some(
            sqlx::query_scalar!("SELECT id FROM catalog_categories WHERE slug = $1", slug)
                .fetch_optional(&mut *connection)
                .await?
                .ok_or_else(|| Error::Invalid(vec![FieldError::unknown("category")]))?,
        ),
        None => None,
    };
    let (publishing, from) = match content.publishing {
        Publishing::Draft | Publishing::Archived => ("draft", None),
        Publishing::From(at) => ("from", Some(at)),
        Publishing::Now => ("now", None),
    };
    sqlx::query!(
        "UPDATE catalog_collections
         SET slug = $2, name = $3, introduction = $4, is_ruled = $5, rule_category = $6, rule_from = $7, rule_to = $8, rule_reduced = $9,
             rule_available = $10, rule_days = $11,
             published_at = CASE $12 WHEN 'now' THEN least(coalesce(published_at, now()), now()) WHEN 'from' THEN $13::timestamptz END
         WHERE id = $1",
        collection,
        content.slug,
        Json(&content.name) as _,
        Json(&content.introduction) as _,
        content.rule.is_some(),
        category,
        rule.from,
        rule.to,
        rule.reduced,
        rule.available,
        rule.days.map(|days| i32::try_from(days).unwrap_or(i32::MAX)),
        publishing,
        from
    )
    .execute(connection)
    .await
    .map_err(|error| at_its_field(error.into()))?;
    Ok(())
}

/// Whether a moment has passed, by the database's clock, which also says when a collection is due.
pub(super) async fn is_over(connection: &mut PgConnection, at: DateTime<Utc>) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"SELECT $1::timestamptz <= now() AS "over!""#, at).fetch_one(connection).await?)
}

/// What the database says against a collection's address, at its field.
pub(super) fn at_its_field(error: Error) -> Error {
    match error.constraint() {
        Some("catalog_collections_slug_unique") => Error::Invalid(vec![FieldError::taken("slug")]),
        _ => error,
    }
}
