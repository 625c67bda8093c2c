use chrono::{DateTime, Utc};
use domain::{
    accounts::Permission,
    backoffice::{ProductDetail, ProductStatus, VariantDetail},
    catalog::Texts,
    ids::ProductId,
    language::Language,
    vat::VatClass,
};
use sqlx::types::Json;

use super::{categories::choices, collections::of_product};
use crate::{
    catalog::Picture,
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

struct Row {
    version: i64,
    slug: String,
    category: String,
    vat_class: String,
    status: String,
    published_at: Option<DateTime<Utc>>,
    name: Json<Texts>,
    summary: Json<Texts>,
    description: Json<Texts>,
    pictures: Json<Vec<Picture>>,
    variants: Json<Vec<VariantDetail>>,
}

/// A product with all that its screen shows, at one moment.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a product.
pub async fn detail(shop: &Shop, by: impl Into<Acting>, language: Language, product: ProductId) -> Result<ProductDetail> {
    by.into().may(Permission::EditCatalogue)?;
    let row = read(shop, language, product).await?.ok_or(Error::NotFound)?;
    Ok(ProductDetail {
        id: product,
        version: row.version,
        slug: row.slug,
        category: row.category,
        vat_class: VatClass::from_code(&row.vat_class).ok_or_else(|| Error::Data(format!("VAT class {}", row.vat_class)))?,
        status: ProductStatus::from_code(&row.status).ok_or_else(|| Error::Data(format!("product status {}", row.status)))?,
        published_at: row.published_at,
        name: row.name.0,
        summary: row.summary.0,
        description: row.description.0,
        variants: row.variants.0,
        pictures: row.pictures.iter().map(|picture| picture.view(language)).collect(),
        categories: choices(&shop.pool, language).await?,
        collections: of_product(&shop.pool, language, product).await?,
    })
}

async fn read(shop: &Shop, language: Language, product: ProductId) -> Result<Option<Row>> {
    Ok(sqlx::query_as!(
        Row,
        r#"SELECT product.version, product.slug, category.slug AS category, product.vat_class,
                  catalog_status(product.archived_at, product.published_at) AS "status!", product.published_at,
                  product.name AS "name: Json<Texts>", product.summary AS "summary: Json<Texts>", product.description AS "description: Json<Texts>",
                  coalesce((SELECT jsonb_agg(catalog_picture(picture) ORDER BY picture.position)
                            FROM catalog_pictures AS picture WHERE picture.product_id = product.id), '[]') AS "pictures!: Json<Vec<Picture>>",
                  coalesce((SELECT jsonb_agg(jsonb_build_object('id', variant.id, 'sku', variant.sku, 'price', variant.price,
                                'compare_at', variant.compare_at, 'weight_grams', variant.weight_grams,
                                'is_archived', variant.archived_at IS NOT NULL, 'available', coalesce(level.sellable, 0), 'options',
                                coalesce((SELECT string_agg(value.name ->> $1, ', ' ORDER BY option.position)
                                          FROM catalog_variant_values AS chosen
                                          JOIN catalog_option_values AS value ON value.id = chosen.option_value_id
                                          JOIN catalog_options AS option ON option.id = value.option_id
                                          WHERE chosen.variant_id = variant.id), ''))
                                             ORDER BY variant.position, variant.sku)
                            FROM catalog_variants AS variant LEFT JOIN stock_levels AS level ON level.variant_id = variant.id
                            WHERE variant.product_id = product.id), '[]') AS "variants!: Json<Vec<VariantDetail>>"
           FROM catalog_products AS product JOIN catalog_categories AS category ON category.id = product.category_id
           WHERE product.id = $2"#,
        language.code(),
        product.0
    )
    .fetch_optional(&shop.pool)
    .await?)
}
