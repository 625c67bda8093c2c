use domain::{
    accounts::Permission,
    backoffice::{ChosenVariant, OptionDetail, OptionsDetail},
    catalog::Texts,
    ids::ProductId,
    language::Language,
};
use sqlx::types::Json;

use super::matrix;
use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// A product's options and variants.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a product.
pub async fn read(shop: &Shop, by: impl Into<Acting>, language: Language, product: ProductId) -> Result<OptionsDetail> {
    by.into().may(Permission::EditCatalogue)?;
    let row = sqlx::query!(
        r#"SELECT product.version, product.name AS "name: Json<Texts>",
                  coalesce((SELECT jsonb_agg(jsonb_build_object('id', option.id, 'name', option.name, 'values',
                                coalesce((SELECT jsonb_agg(jsonb_build_object('id', value.id, 'name', value.name, 'variants',
                                              (SELECT count(*) FROM catalog_variant_values WHERE option_value_id = value.id)) ORDER BY value.position)
                                          FROM catalog_option_values AS value WHERE value.option_id = option.id), '[]')) ORDER BY option.position)
                            FROM catalog_options AS option WHERE option.product_id = product.id), '[]') AS "options!: Json<Vec<OptionDetail>>",
                  coalesce((SELECT jsonb_agg(jsonb_build_object('id', variant.id, 'sku', variant.sku,
                                'is_archived', variant.archived_at IS NOT NULL,
                                'is_removable', NOT EXISTS (SELECT FROM stock_variants WHERE variant_id = variant.id), 'options',
                                coalesce((SELECT string_agg(value.name ->> $1, ', ' ORDER BY option.position)
                                          FROM catalog_variant_values AS chosen
                                          JOIN catalog_option_values AS value ON value.id = chosen.option_value_id
                                          JOIN catalog_options AS option ON option.id = value.option_id
                                          WHERE chosen.variant_id = variant.id), '')) ORDER BY variant.position, variant.sku)
                            FROM catalog_variants AS variant WHERE variant.product_id = product.id), '[]') AS "variants!: Json<Vec<ChosenVariant>>"
           FROM catalog_products AS product WHERE product.id = $2"#,
        language.code(),
        product.0
    )
    .fetch_optional(&shop.pool)
    .await?
    .ok_or(Error::NotFound)?;
    let mut connection = shop.pool.acquire().await?;
    let missing = matrix::missing(&mut connection, product.0).await?.len();
    Ok(OptionsDetail {
        product,
        version: row.version,
        name: row.name.0,
        options: row.options.0,
        variants: row.variants.0,
        missing: u32::try_from(missing).unwrap_or(u32::MAX),
    })
}
