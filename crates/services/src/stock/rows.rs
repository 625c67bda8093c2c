//! Variants with their pieces, as the screens of the stock show them.

use domain::{backoffice::StockRow, ids::VariantId, language::Language, stock::StockLevel};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;

/// Which rows to read.
pub(super) struct Wanted<'a> {
    /// What names and options are read in.
    pub language: Language,
    /// These variants alone.
    pub variants: Option<&'a [Uuid]>,
    /// SKUs beyond this one.
    pub after: Option<&'a str>,
    /// What is low alone.
    pub low: bool,
    /// As many pieces, or fewer, are low.
    pub few: u32,
    /// The beginning of a SKU, or words of a name, in lower case.
    pub words: &'a str,
    /// Rows at most.
    pub most: i64,
}

struct Row {
    id: Uuid,
    sku: String,
    name: String,
    options: String,
    for_sale: bool,
    available: i32,
    held: i32,
    sold: i32,
    backorder: bool,
    sellable: i32,
}

/// The rows, by their SKUs: which variants those are, then what is shown of them. Words are looked for without the marks of patterns: each of them has to
/// stand somewhere in one of the product's names.
pub(super) async fn rows(connection: &mut PgConnection, wanted: &Wanted<'_>) -> Result<Vec<StockRow>> {
    let few = i32::try_from(wanted.few).unwrap_or(i32::MAX);
    let rows = sqlx::query_as!(
        Row,
        r#"WITH page AS MATERIALIZED (
               SELECT variant.id, variant.sku
               FROM catalog_variants AS variant JOIN catalog_products AS product ON product.id = variant.product_id
               WHERE ($2::uuid[] IS NULL OR variant.id = ANY($2))
                 AND ($3::text IS NULL OR variant.sku > $3)
                 AND (NOT $4 OR (variant.archived_at IS NULL AND catalog_is_public(product.archived_at, product.published_at)
                                 -- Of most variants the first bucket alone says that there is enough; no bucket is below its floor.
                                 AND variant.id NOT IN (SELECT bucket.variant_id FROM stock_buckets AS bucket
                                                        WHERE bucket.bucket = 0 AND bucket.available - bucket.floor > $5)
                                 AND coalesce((SELECT sum(bucket.available - bucket.floor) FROM stock_buckets AS bucket
                                               WHERE bucket.variant_id = variant.id), 0) <= $5))
                 AND ($6 = '' OR starts_with(lower(variant.sku), $6)
                      OR (catalog_fold($6) ~ '\S'
                          AND variant.product_id IN (SELECT searched.product_id FROM catalog_searched AS searched
                                                     WHERE searched.reader = 'staff'
                                                       AND searched.name LIKE ALL (catalog_patterns(string_to_array(catalog_fold($6), ' '), '')))))
               ORDER BY variant.sku LIMIT $7
           )
           SELECT variant.id, variant.sku, product.name ->> $1 AS "name!",
                  coalesce((SELECT string_agg(value.name ->> $1, ', ' ORDER BY option.position)
                            FROM catalog_variant_values AS chosen
                            JOIN catalog_option_values AS value ON value.id = chosen.option_value_id
                            JOIN catalog_options AS option ON option.id = value.option_id
                            WHERE chosen.variant_id = variant.id), '') AS "options!",
                  (variant.archived_at IS NULL AND catalog_is_public(product.archived_at, product.published_at)) AS "for_sale!",
                  coalesce(level.available, 0) AS "available!", coalesce(level.held, 0) AS "held!", coalesce(level.sold, 0) AS "sold!",
                  coalesce(level.backorder, false) AS "backorder!", coalesce(level.sellable, 0) AS "sellable!"
           FROM page JOIN catalog_variants AS variant ON variant.id = page.id
           JOIN catalog_products AS product ON product.id = variant.product_id
           LEFT JOIN stock_levels AS level ON level.variant_id = variant.id
           ORDER BY variant.sku"#,
        wanted.language.code(),
        wanted.variants,
        wanted.after,
        wanted.low,
        few,
        wanted.words,
        wanted.most
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| shown(row, few)).collect())
}

fn shown(row: Row, few: i32) -> StockRow {
    StockRow {
        sku: row.sku,
        name: row.name,
        options: row.options,
        level: StockLevel {
            variant: VariantId(row.id),
            available: row.available,
            held: row.held.cast_unsigned(),
            sold: row.sold.cast_unsigned(),
            backorder: row.backorder,
        },
        for_sale: row.for_sale,
        is_low: row.for_sale && row.sellable <= few,
    }
}
