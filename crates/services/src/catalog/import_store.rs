//! The import's writing SQL. Rows are found by their slug or SKU; new ones get ids made of these, so that a demo shop that is set up anew
//! has the same ids and addresses again.

use std::collections::HashMap;

use domain::{catalog::Ground, ids::VariantId};
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::{
    demo_file::{DemoCategory, DemoProduct},
    pictures::{Facts, Stored},
};
use crate::{
    error::{Error, Result},
    orders::Actor,
    pool::Pool,
    stock::{self, GoodsIn},
};

/// A variant to be stored.
#[derive(Debug)]
pub(super) struct VariantData<'a> {
    pub sku: String,
    /// The slug of its option's value.
    pub value: Option<&'a str>,
    pub price: i64,
    pub compare_at: Option<i64>,
    pub weight_grams: i32,
    /// Pieces to begin with.
    pub stock: i32,
}

/// Where a variant belongs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Position {
    pub product: Uuid,
    pub position: i32,
}

/// An id that follows from what the row is (UUID version 8).
fn stable_id(kind: &str, name: &str) -> Uuid {
    let digest: [u8; 32] = Sha256::digest(format!("astris/{kind}/{name}")).into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Lets one import after the other have its turn.
pub(super) async fn lock(connection: &mut PgConnection) -> Result<()> {
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtext('astris catalogue import')) AS locked").fetch_one(connection).await?;
    Ok(())
}

/// What is stored about pictures already, by stem.
pub(super) async fn known_pictures(pool: &Pool) -> Result<HashMap<String, Facts>> {
    let rows = sqlx::query!("SELECT DISTINCT ON (stem) stem, width, height, ground FROM catalog_pictures").fetch_all(pool).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let facts =
                Facts { width: row.width.cast_unsigned(), height: row.height.cast_unsigned(), ground: Ground::from_code(&row.ground) };
            (row.stem, facts)
        })
        .collect())
}

/// Puts a category; one that staff have given another address keeps it.
pub(super) async fn put_category(connection: &mut PgConnection, position: i32, category: &DemoCategory) -> Result<()> {
    sqlx::query!(
        "INSERT INTO catalog_categories (id, slug, position, name)
         VALUES (coalesce((SELECT id FROM catalog_categories WHERE id = $1 OR slug = $2 ORDER BY id = $1 DESC LIMIT 1), $1), $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET position = EXCLUDED.position, name = EXCLUDED.name",
        stable_id("category", &category.slug),
        category.slug,
        position,
        Json(&category.name) as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Puts a product and gives its id. A new one is published; one that staff have archived or made a draft, or given another address, stays so.
pub(super) async fn put_product(connection: &mut PgConnection, position: i32, product: &DemoProduct) -> Result<Uuid> {
    Ok(sqlx::query_scalar!(
        "INSERT INTO catalog_products (id, category_id, slug, position, name, summary, description, vat_class, published_at)
         VALUES (coalesce((SELECT id FROM catalog_products WHERE id = $1 OR slug = $3 ORDER BY id = $1 DESC LIMIT 1), $1),
                 (SELECT id FROM catalog_categories WHERE id = $9 OR slug = $2 ORDER BY id = $9 DESC LIMIT 1), $3, $4, $5, $6, $7, $8, now())
         ON CONFLICT (id) DO UPDATE
         SET category_id = EXCLUDED.category_id, position = EXCLUDED.position, name = EXCLUDED.name, summary = EXCLUDED.summary,
             description = EXCLUDED.description, vat_class = EXCLUDED.vat_class
         RETURNING id",
        stable_id("product", &product.slug),
        product.category,
        product.slug,
        position,
        Json(&product.name) as _,
        Json(&product.summary) as _,
        Json(&product.description) as _,
        product.vat_class.code(),
        stable_id("category", &product.category)
    )
    .fetch_one(connection)
    .await?)
}

/// Puts a product's pictures and takes away those beyond. Only the first one is described in the file; the others go by the product's name. Where staff have
/// touched them, they stay as they are.
pub(super) async fn put_pictures(connection: &mut PgConnection, id: Uuid, product: &DemoProduct, pictures: &[Stored]) -> Result<()> {
    let are_staffs = sqlx::query_scalar!(r#"SELECT pictures_edited_at IS NOT NULL AS "are!" FROM catalog_products WHERE id = $1"#, id);
    if are_staffs.fetch_one(&mut *connection).await? {
        return Ok(());
    }
    let mut last = 0;
    for (position, picture) in (1..).zip(pictures) {
        let alt = if position == 1 { &product.alt } else { &product.name };
        sqlx::query!(
            "INSERT INTO catalog_pictures (product_id, position, stem, alt, width, height, ground) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (product_id, position) DO UPDATE
             SET stem = EXCLUDED.stem, alt = EXCLUDED.alt, width = EXCLUDED.width, height = EXCLUDED.height, ground = EXCLUDED.ground",
            id,
            position,
            picture.stem,
            Json(alt) as _,
            picture.facts.width.cast_signed(),
            picture.facts.height.cast_signed(),
            picture.facts.ground.code()
        )
        .execute(&mut *connection)
        .await?;
        last = position;
    }
    sqlx::query!("DELETE FROM catalog_pictures WHERE product_id = $1 AND position > $2", id, last).execute(connection).await?;
    Ok(())
}

/// Puts a product's options with their values, and gives the values' ids by slug.
pub(super) async fn put_options<'a>(connection: &mut PgConnection, id: Uuid, product: &'a DemoProduct) -> Result<HashMap<&'a str, Uuid>> {
    let mut ids = HashMap::new();
    for (position, option) in (1..).zip(&product.options) {
        let option_id = sqlx::query_scalar!(
            "INSERT INTO catalog_options (id, product_id, position, name) VALUES ($1, $2, $3, $4)
             ON CONFLICT (product_id, position) DO UPDATE SET name = EXCLUDED.name
             RETURNING id",
            stable_id("option", &format!("{}/{position}", product.slug)),
            id,
            position,
            Json(&option.name) as _
        )
        .fetch_one(&mut *connection)
        .await?;
        for (position, value) in (1..).zip(&option.values) {
            let value_id = sqlx::query_scalar!(
                "INSERT INTO catalog_option_values (id, option_id, slug, position, name) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (option_id, slug) DO UPDATE SET position = EXCLUDED.position, name = EXCLUDED.name
                 RETURNING id",
                stable_id("value", &format!("{option_id}/{}", value.slug)),
                option_id,
                value.slug,
                position,
                Json(&value.name) as _
            )
            .fetch_one(&mut *connection)
            .await?;
            ids.insert(value.slug.as_str(), value_id);
        }
    }
    Ok(ids)
}

/// Puts a variant. Stock comes with a new one only, as goods that came in.
pub(super) async fn put_variant(connection: &mut PgConnection, at: Position, variant: &VariantData<'_>, value: Option<Uuid>) -> Result<()> {
    let row = sqlx::query!(
        "INSERT INTO catalog_variants (id, product_id, sku, position, price, compare_at, weight_grams) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (sku) DO UPDATE
         SET position = EXCLUDED.position, price = EXCLUDED.price, compare_at = EXCLUDED.compare_at, weight_grams = EXCLUDED.weight_grams
         RETURNING id, product_id",
        stable_id("variant", &variant.sku),
        at.product,
        variant.sku,
        at.position,
        variant.price,
        variant.compare_at,
        variant.weight_grams
    )
    .fetch_one(&mut *connection)
    .await?;
    if row.product_id != at.product {
        return Err(Error::Data(format!("SKU {} belongs to another product", variant.sku)));
    }
    sqlx::query!(
        "INSERT INTO catalog_variant_values (variant_id, option_value_id) SELECT $1, $2::uuid WHERE $2 IS NOT NULL ON CONFLICT DO NOTHING",
        row.id,
        value
    )
    .execute(&mut *connection)
    .await?;
    let goods = GoodsIn {
        key: stable_id("goods-in", &variant.sku),
        variant: VariantId(row.id),
        quantity: u32::try_from(variant.stock).map_err(|_| Error::Data(format!("stock of SKU {} below zero", variant.sku)))?,
        note: "demo catalogue".to_owned(),
    };
    stock::introduce(connection, Actor::Operator, &goods).await
}
