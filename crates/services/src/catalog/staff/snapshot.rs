//! A product as it stands inside of a transaction.

use chrono::{DateTime, Utc};
use domain::catalog::Texts;
use serde_json::{Map, Value, json};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use crate::error::{Error, Result};

/// A product, locked until the transaction ends.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub version: i64,
    pub slug: String,
    pub category: String,
    pub vat_class: String,
    pub status: String,
    pub published_at: Option<DateTime<Utc>>,
    pub name: Texts,
    pub summary: Texts,
    pub description: Texts,
    /// Its options with their values, by their ids and slugs.
    pub options: Value,
    /// Its pictures, by their ids.
    pub pictures: Value,
    pub variants: Vec<VariantSnapshot>,
}

#[derive(Clone, Debug)]
pub(super) struct VariantSnapshot {
    pub id: Uuid,
    pub sku: String,
    pub price: i64,
    pub compare_at: Option<i64>,
    pub weight_grams: i32,
    pub is_archived: bool,
}

/// Locks a product and reads it. Always before its variants, pictures and options.
pub(super) async fn lock(connection: &mut PgConnection, product: Uuid) -> Result<Snapshot> {
    sqlx::query_scalar!("SELECT id FROM catalog_products WHERE id = $1 FOR UPDATE", product)
        .fetch_optional(&mut *connection)
        .await?
        .ok_or(Error::NotFound)?;
    read(connection, product).await
}

/// Reads a product that is locked.
pub(super) async fn read(connection: &mut PgConnection, product: Uuid) -> Result<Snapshot> {
    let row = sqlx::query!(
        r#"SELECT product.version, product.slug, category.slug AS category, product.vat_class, product.published_at,
                  catalog_status(product.archived_at, product.published_at) AS "status!",
                  product.name AS "name: Json<Texts>", product.summary AS "summary: Json<Texts>", product.description AS "description: Json<Texts>",
                  coalesce((SELECT jsonb_object_agg(option.id, jsonb_build_object('name', option.name, 'values', coalesce(
                                (SELECT jsonb_object_agg(value.slug, value.name) FROM catalog_option_values AS value WHERE value.option_id = option.id),
                                '{}')))
                            FROM catalog_options AS option WHERE option.product_id = product.id), '{}') AS "options!",
                  coalesce((SELECT jsonb_object_agg(picture.id, catalog_picture(picture) - 'width' - 'height' - 'ground'
                                                                || jsonb_build_object('position', picture.position))
                            FROM catalog_pictures AS picture WHERE picture.product_id = product.id), '{}') AS "pictures!"
           FROM catalog_products AS product JOIN catalog_categories AS category ON category.id = product.category_id
           WHERE product.id = $1"#,
        product
    )
    .fetch_one(&mut *connection)
    .await?;
    let variants = sqlx::query_as!(
        VariantSnapshot,
        r#"SELECT id, sku, price, compare_at, weight_grams, archived_at IS NOT NULL AS "is_archived!" FROM catalog_variants
           WHERE product_id = $1 ORDER BY position, sku"#,
        product
    )
    .fetch_all(connection)
    .await?;
    Ok(Snapshot {
        version: row.version,
        slug: row.slug,
        category: row.category,
        vat_class: row.vat_class,
        status: row.status,
        published_at: row.published_at,
        name: row.name.0,
        summary: row.summary.0,
        description: row.description.0,
        options: row.options,
        pictures: row.pictures,
        variants,
    })
}

impl Snapshot {
    /// As the audit log keeps it. Variants go by their ids, which stay when an SKU is written anew.
    pub fn json(&self) -> Value {
        let variant = |variant: &VariantSnapshot| {
            let kept = json!({
                "sku": variant.sku, "price": variant.price, "compare_at": variant.compare_at, "weight_grams": variant.weight_grams,
                "archived": variant.is_archived,
            });
            (variant.id.to_string(), kept)
        };
        json!({
            "slug": self.slug, "category": self.category, "vat_class": self.vat_class, "status": self.status, "published_at": self.published_at,
            "name": self.name, "summary": self.summary, "description": self.description,
            "options": self.options, "pictures": self.pictures,
            "variants": self.variants.iter().map(variant).collect::<Map<_, _>>(),
        })
    }
}
