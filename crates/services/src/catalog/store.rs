//! The room's reading SQL. Stock levels are read along, so that a page costs one query.

use domain::{
    catalog::{CategoryLink, OptionValueView, VariantView},
    ids::VariantId,
    language::Language,
};
use serde::Deserialize;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::{
    Picture, Texts,
    cards::{CardRow, Selection},
};
use crate::{error::Result, pool::Pool};

/// The products of a selection's page; each row knows how many there are over all pages.
///
/// A word matches where a word of the product begins or within one, in name, summary or slug. Best are products with all words at the beginning of
/// their name's words, then anywhere in the name, then elsewhere.
///
/// First it is found which products are on the page, by what they are ordered by alone; prices, stock and pictures are read for those. What a selection does
/// not ask for stands behind a condition on the parameters, and is not read.
pub(super) async fn cards(connection: &mut PgConnection, selection: &Selection<'_>) -> Result<Vec<CardRow>> {
    Ok(sqlx::query_as!(
        CardRow,
        r#"WITH hits AS MATERIALIZED (
               SELECT product.id, product.position,
                      CASE $6 WHEN 'price-up' THEN offer.price WHEN 'price-down' THEN -offer.price WHEN 'popular' THEN -coalesce(sales.sold, 0) END AS figure,
                      CASE WHEN $6 = 'newest' THEN greatest(product.created_at, product.published_at) END AS since,
                      CASE WHEN cardinality($2::text[]) = 0 THEN 0
                           WHEN ' ' || searched.name LIKE ALL (catalog_patterns(catalog_folded($2), ' ')) THEN 0
                           WHEN searched.name LIKE ALL (catalog_patterns(catalog_folded($2), '')) THEN 1
                           ELSE 2 END AS distance,
                      CASE WHEN $9::uuid IS NOT NULL
                           THEN (SELECT picked.position FROM catalog_collection_products AS picked
                                 JOIN catalog_collections AS collection ON collection.id = picked.collection_id AND NOT collection.is_ruled
                                 WHERE picked.collection_id = $9 AND picked.product_id = product.id) END AS place
               FROM catalog_products AS product
               LEFT JOIN (SELECT variant.product_id, min(variant.price) AS price FROM catalog_variants AS variant
                          WHERE $6 IN ('price-up', 'price-down') AND variant.archived_at IS NULL GROUP BY variant.product_id) AS offer
                   ON offer.product_id = product.id
               LEFT JOIN (SELECT variant.product_id, sum(bucket.sold) AS sold
                          FROM catalog_variants AS variant JOIN stock_buckets AS bucket ON bucket.variant_id = variant.id
                          WHERE $6 = 'popular' AND variant.archived_at IS NULL GROUP BY variant.product_id) AS sales
                   ON sales.product_id = product.id
               LEFT JOIN (SELECT product_id, name FROM catalog_searched
                          WHERE reader = $1 AND cardinality($2::text[]) > 0 AND words LIKE ALL (catalog_patterns(catalog_folded($2), ''))) AS searched
                   ON searched.product_id = product.id
               WHERE catalog_is_public(product.archived_at, product.published_at)
                 AND EXISTS (SELECT FROM catalog_variants AS variant WHERE variant.product_id = product.id AND variant.archived_at IS NULL)
                 AND ($3::text IS NULL OR product.category_id IN (SELECT catalog_branch(id) FROM catalog_categories WHERE slug = $3))
                 AND (NOT $4 OR product.id IN (SELECT variant.product_id
                                               FROM catalog_variants AS variant JOIN stock_buckets AS bucket ON bucket.variant_id = variant.id
                                               WHERE variant.archived_at IS NULL AND bucket.available > bucket.floor))
                 AND product.id IS DISTINCT FROM (SELECT id FROM catalog_products WHERE slug = $5)
                 AND ($9::uuid IS NULL OR product.id IN (SELECT found.id FROM catalog_collected($9) AS found (id)))
                 AND (cardinality($2::text[]) = 0 OR searched.product_id IS NOT NULL)
           ), counted AS (
               SELECT count(*) AS total FROM hits
           )
           SELECT card.slug AS "slug!", card.name ->> $1 AS "name!", card.price AS "price!", card.price_varies AS "price_varies!", card.compare_at,
                  card.available AS "available!", card.picture AS "picture: Json<Picture>", card.second_picture AS "second_picture: Json<Picture>",
                  (SELECT total FROM counted) AS "total!"
           FROM unnest(ARRAY(
               SELECT id FROM hits
               ORDER BY figure, since DESC, CASE WHEN $6 = 'newest' THEN position END DESC, distance, place, position, id
               LIMIT $8::bigint
               OFFSET (SELECT (least($7::bigint, greatest(1, (total + $8 - 1) / $8)) - 1) * $8 FROM counted))) WITH ORDINALITY AS page (id, place)
           JOIN catalog_cards AS card ON card.id = page.id
           ORDER BY page.place"#,
        selection.language.code(),
        selection.words,
        selection.category,
        selection.available_only,
        selection.except,
        selection.order.code(),
        i64::from(selection.page.max(1)),
        i64::from(selection.per_page.max(1)),
        selection.collection
    )
    .fetch_all(connection)
    .await?)
}

/// The categories at the top.
pub(super) async fn category_links(pool: &Pool, language: Language) -> Result<Vec<CategoryLink>> {
    Ok(sqlx::query_as!(
        CategoryLink,
        r#"SELECT slug, name ->> $1 AS "name!" FROM catalog_categories WHERE parent_id IS NULL ORDER BY position, slug"#,
        language.code()
    )
    .fetch_all(pool)
    .await?)
}

/// A category with what its tile shows.
pub(super) struct CategoryRow {
    pub slug: String,
    pub name: String,
    pub products: i64,
    pub picture: Option<Json<Picture>>,
    pub description: String,
    pub above: Json<Vec<CategoryLink>>,
    pub below: Json<Vec<CategoryLink>>,
}

/// The categories at the top, or the one of a slug, with what is in those below it. It asks the products themselves, once for all categories: their cards
/// would sum up all stock.
pub(super) async fn categories(pool: &Pool, language: Language, slug: Option<&str>) -> Result<Vec<CategoryRow>> {
    Ok(sqlx::query_as!(
        CategoryRow,
        r#"WITH wanted AS MATERIALIZED (
               SELECT id FROM catalog_categories WHERE CASE WHEN $2::text IS NULL THEN parent_id IS NULL ELSE slug = $2 END
           ), shown AS MATERIALIZED (
               SELECT wanted.id AS category_id, product.id, product.position, product.category_id = wanted.id AS is_own,
                      product.id IN (SELECT product_id FROM catalog_pictures WHERE position = 1) AS has_picture
               FROM wanted CROSS JOIN LATERAL catalog_branch(wanted.id) AS branch (id)
               JOIN catalog_products AS product ON product.category_id = branch.id
               WHERE catalog_is_public(product.archived_at, product.published_at)
                 AND EXISTS (SELECT FROM catalog_variants AS variant WHERE variant.product_id = product.id AND variant.archived_at IS NULL)
           )
           SELECT category.slug, category.name ->> $1 AS "name!",
                  (SELECT count(*) FROM shown WHERE shown.category_id = category.id) AS "products!",
                  (SELECT catalog_picture(picture) FROM catalog_pictures AS picture
                   WHERE picture.position = 1
                     AND picture.product_id = (SELECT shown.id FROM shown WHERE shown.category_id = category.id AND shown.has_picture
                                               ORDER BY shown.is_own DESC, shown.position, shown.id LIMIT 1)) AS "picture: Json<Picture>",
                  category.description ->> $1 AS "description!",
                  coalesce((WITH RECURSIVE up AS (
                                SELECT above.id, above.parent_id, above.slug, above.name, 1 AS far
                                FROM catalog_categories AS above WHERE above.id = category.parent_id
                                UNION ALL
                                SELECT above.id, above.parent_id, above.slug, above.name, up.far + 1
                                FROM up JOIN catalog_categories AS above ON above.id = up.parent_id)
                            SELECT jsonb_agg(jsonb_build_object('slug', up.slug, 'name', up.name ->> $1) ORDER BY up.far DESC) FROM up),
                           '[]') AS "above!: Json<Vec<CategoryLink>>",
                  coalesce((SELECT jsonb_agg(jsonb_build_object('slug', below.slug, 'name', below.name ->> $1) ORDER BY below.position, below.slug)
                            FROM catalog_categories AS below WHERE below.parent_id = category.id), '[]') AS "below!: Json<Vec<CategoryLink>>"
           FROM wanted JOIN catalog_categories AS category ON category.id = wanted.id
           ORDER BY category.position, category.slug"#,
        language.code(),
        slug
    )
    .fetch_all(pool)
    .await?)
}

/// Who looks at a product's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Eyes {
    /// Anybody: what is published, due and not archived.
    Shopper,
    /// Staff who may: all there is.
    Staff,
}

/// A product with all that its page shows.
pub(super) struct ProductRow {
    pub slug: String,
    pub name: String,
    pub summary: String,
    pub description: String,
    pub category_slug: String,
    pub category_name: String,
    pub pictures: Json<Vec<Picture>>,
    pub options: Json<Vec<OptionRow>>,
    pub variants: Json<Vec<VariantRow>>,
}

/// An option with its values, in one language.
#[derive(Debug, Deserialize)]
pub(super) struct OptionRow {
    /// The name that its slug is made of.
    pub german: String,
    pub name: String,
    pub values: Vec<OptionValueView>,
}

/// A variant that is sold.
#[derive(Debug, Deserialize)]
pub(super) struct VariantRow {
    #[serde(flatten)]
    pub view: VariantView,
    pub weight_grams: u32,
}

/// The product of a slug, if these eyes may see it. Values that no variant has any more are left out.
pub(super) async fn product(pool: &Pool, language: Language, slug: &str, eyes: Eyes) -> Result<Option<ProductRow>> {
    Ok(sqlx::query_as!(
        ProductRow,
        r#"SELECT product.slug, product.name ->> $1 AS "name!", product.summary ->> $1 AS "summary!",
                  product.description ->> $1 AS "description!", category.slug AS category_slug, category.name ->> $1 AS "category_name!",
                  coalesce((SELECT jsonb_agg(catalog_picture(picture) ORDER BY picture.position)
                            FROM catalog_pictures AS picture WHERE picture.product_id = product.id), '[]') AS "pictures!: Json<Vec<Picture>>",
                  coalesce((SELECT jsonb_agg(jsonb_build_object('german', option.name ->> 'de', 'name', option.name ->> $1, 'values',
                                coalesce((SELECT jsonb_agg(jsonb_build_object('slug', value.slug, 'name', value.name ->> $1) ORDER BY value.position)
                                          FROM catalog_option_values AS value
                                          WHERE value.option_id = option.id AND EXISTS (
                                              SELECT 1 FROM catalog_variant_values AS chosen
                                              JOIN catalog_variants AS variant ON variant.id = chosen.variant_id
                                              WHERE chosen.option_value_id = value.id AND variant.archived_at IS NULL)), '[]'))
                                             ORDER BY option.position)
                            FROM catalog_options AS option WHERE option.product_id = product.id), '[]') AS "options!: Json<Vec<OptionRow>>",
                  coalesce((SELECT jsonb_agg(jsonb_build_object('id', variant.id, 'sku', variant.sku, 'price', variant.price,
                                'compare_at', variant.compare_at, 'weight_grams', variant.weight_grams,
                                'available', coalesce(level.sellable, 0), 'values',
                                coalesce((SELECT jsonb_agg(value.slug ORDER BY option.position)
                                          FROM catalog_variant_values AS chosen
                                          JOIN catalog_option_values AS value ON value.id = chosen.option_value_id
                                          JOIN catalog_options AS option ON option.id = value.option_id
                                          WHERE chosen.variant_id = variant.id), '[]'))
                                             ORDER BY variant.position, variant.sku)
                            FROM catalog_variants AS variant LEFT JOIN stock_levels AS level ON level.variant_id = variant.id
                            WHERE variant.product_id = product.id AND variant.archived_at IS NULL), '[]') AS "variants!: Json<Vec<VariantRow>>"
           FROM catalog_products AS product JOIN catalog_categories AS category ON category.id = product.category_id
           WHERE product.slug = $2 AND (NOT $3 OR catalog_is_public(product.archived_at, product.published_at))"#,
        language.code(),
        slug,
        eyes == Eyes::Shopper
    )
    .fetch_optional(pool)
    .await?)
}

/// A variant as it stands now, sold or not.
pub(super) struct OfferRow {
    pub id: Uuid,
    pub product_slug: String,
    pub sku: String,
    pub name: Json<Texts>,
    pub options: Json<Vec<Texts>>,
    pub picture: Option<Json<Picture>>,
    pub vat_class: String,
    pub price: i64,
    pub available: i32,
    pub for_sale: bool,
    pub weight_grams: i32,
    pub category_id: Uuid,
}

/// Those of the variants that exist.
pub(super) async fn offers(pool: &Pool, variants: &[VariantId]) -> Result<Vec<OfferRow>> {
    let variants: Vec<Uuid> = variants.iter().map(|variant| variant.0).collect();
    Ok(sqlx::query_as!(
        OfferRow,
        r#"SELECT variant.id, product.slug AS product_slug, variant.sku, product.name AS "name: Json<Texts>",
                  coalesce((SELECT jsonb_agg(value.name ORDER BY option.position)
                            FROM catalog_variant_values AS chosen
                            JOIN catalog_option_values AS value ON value.id = chosen.option_value_id
                            JOIN catalog_options AS option ON option.id = value.option_id
                            WHERE chosen.variant_id = variant.id), '[]') AS "options!: Json<Vec<Texts>>",
                  (SELECT catalog_picture(picture)
                   FROM catalog_pictures AS picture WHERE picture.product_id = product.id ORDER BY picture.position LIMIT 1) AS "picture: Json<Picture>",
                  product.vat_class, variant.price, coalesce(level.sellable, 0) AS "available!",
                  (variant.archived_at IS NULL AND catalog_is_public(product.archived_at, product.published_at)) AS "for_sale!",
                  variant.weight_grams, product.category_id
           FROM catalog_variants AS variant
           JOIN catalog_products AS product ON product.id = variant.product_id
           LEFT JOIN stock_levels AS level ON level.variant_id = variant.id
           WHERE variant.id = ANY($1)"#,
        &variants
    )
    .fetch_all(pool)
    .await?)
}

/// A variant with its values' slugs, in their options' order.
pub(super) struct ValuesRow {
    pub id: Uuid,
    pub values: Vec<String>,
}

/// The variants of a product that are sold.
pub(super) async fn variants(pool: &Pool, product: &str) -> Result<Vec<ValuesRow>> {
    Ok(sqlx::query_as!(
        ValuesRow,
        r#"SELECT variant.id, ARRAY(SELECT value.slug
                                    FROM catalog_variant_values AS chosen
                                    JOIN catalog_option_values AS value ON value.id = chosen.option_value_id
                                    JOIN catalog_options AS option ON option.id = value.option_id
                                    WHERE chosen.variant_id = variant.id ORDER BY option.position) AS "values!"
           FROM catalog_products AS product JOIN catalog_variants AS variant ON variant.product_id = product.id
           WHERE product.slug = $1 AND catalog_is_public(product.archived_at, product.published_at) AND variant.archived_at IS NULL
           ORDER BY variant.position, variant.sku"#,
        product
    )
    .fetch_all(pool)
    .await?)
}
