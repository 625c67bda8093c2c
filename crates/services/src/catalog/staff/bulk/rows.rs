//! Products as an act on several of them needs them.

use chrono::{DateTime, Utc};
use domain::{backoffice::ProductStatus, catalog::Texts, language::Language};
use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use crate::error::{Error, Result};

/// A product with what an act may change of it.
#[derive(Clone, Debug)]
pub(super) struct ProductRow {
    pub id: Uuid,
    pub version: i64,
    pub slug: String,
    pub name: String,
    pub status: ProductStatus,
    /// Whether nothing is missing that shoppers need.
    pub is_complete: bool,
    pub stood: Stood,
}

/// What is written back when an act is undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stood {
    pub archived_at: Option<DateTime<Utc>>,
    pub published_at: Option<DateTime<Utc>>,
    /// Those variants that are not archived.
    pub variants: Vec<VariantStood>,
}

/// A variant's prices, in rappen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct VariantStood {
    pub id: Uuid,
    pub price: i64,
    pub compare_at: Option<i64>,
}

/// Locks products, in the order of their ids, until the transaction ends.
pub(super) async fn lock(connection: &mut PgConnection, products: &[Uuid]) -> Result<()> {
    sqlx::query!("SELECT id FROM catalog_products WHERE id = ANY($1) ORDER BY id FOR UPDATE", products).fetch_all(connection).await?;
    Ok(())
}

/// Those of the products that exist, by name.
pub(super) async fn read(connection: &mut PgConnection, language: Language, products: &[Uuid]) -> Result<Vec<ProductRow>> {
    let rows = sqlx::query!(
        r#"SELECT product.id, product.version, product.slug, product.archived_at, product.published_at,
                  catalog_status(product.archived_at, product.published_at) AS "status!",
                  product.name AS "name: Json<Texts>", product.summary AS "summary: Json<Texts>", product.description AS "description: Json<Texts>",
                  coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'price', price, 'compare_at', compare_at) ORDER BY position, sku)
                            FROM catalog_variants WHERE product_id = product.id AND archived_at IS NULL), '[]') AS "variants!: Json<Vec<VariantStood>>"
           FROM catalog_products AS product WHERE product.id = ANY($1) ORDER BY catalog_fold(product.name ->> $2) COLLATE "C", product.id"#,
        products,
        language.code()
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let texts = [&row.name.0, &row.summary.0, &row.description.0];
            Ok(ProductRow {
                id: row.id,
                version: row.version,
                slug: row.slug,
                is_complete: texts.into_iter().all(Texts::is_complete) && !row.variants.is_empty(),
                name: row.name.get(language).to_owned(),
                status: ProductStatus::from_code(&row.status).ok_or_else(|| Error::Data(format!("product status {}", row.status)))?,
                stood: Stood { archived_at: row.archived_at, published_at: row.published_at, variants: row.variants.0 },
            })
        })
        .collect()
}
