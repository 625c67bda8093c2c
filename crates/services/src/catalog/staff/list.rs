use chrono::{DateTime, Utc};
use domain::{
    accounts::Permission,
    backoffice::{ProductList, ProductQuery, ProductRow, ProductStatus},
    ids::ProductId,
    language::Language,
};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::{bulk, categories::choices, cursor::Cursor};
use crate::{
    catalog::{Picture, cards::count, words::words},
    error::{Error, Result},
    orders::Acting,
    pages::cut,
    shop::Shop,
};

struct Row {
    id: Uuid,
    sorted: String,
    name: String,
    category: String,
    status: String,
    published_at: Option<DateTime<Utc>>,
    picture: Option<Json<Picture>>,
    variants: i64,
    lowest: Option<i64>,
    highest: Option<i64>,
    available: i64,
}

/// A page of products by their names. A page begins after the last row of the one before, by what that row was ordered by: what is made meanwhile moves
/// nothing, and no product is shown twice or left out.
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn list(shop: &Shop, by: impl Into<Acting>, language: Language, query: &ProductQuery) -> Result<ProductList> {
    let by = by.into();
    by.may(Permission::EditCatalogue)?;
    let phrase = query.words();
    let words = words(&phrase);
    let found = async {
        // Words that hold nothing to search for find nothing.
        if words.is_empty() && !phrase.is_empty() { Ok((Vec::new(), 0)) } else { found(shop, language, query, &words).await }
    };
    let (categories, last, (mut rows, total)) = tokio::try_join!(choices(&shop.pool, language), bulk::last(&shop.pool, by), found)?;
    let next = cut(&mut rows, query.rows(), |row| Cursor { name: Some(row.sorted.clone()), id: row.id }.write());
    let rows = rows.into_iter().map(|row| shown(row, language)).collect::<Result<_>>()?;
    Ok(ProductList { rows, next, total: count(total), categories, last })
}

/// The rows of a page, and how many there are over all pages, at one moment.
async fn found(shop: &Shop, language: Language, query: &ProductQuery, words: &[String]) -> Result<(Vec<Row>, i64)> {
    let mut search = shop.begin_search().await?;
    let rows = page(&mut search, language, query, words).await?;
    let total = total(&mut search, query, words).await?;
    search.commit().await?;
    Ok((rows, total))
}

fn shown(row: Row, language: Language) -> Result<ProductRow> {
    Ok(ProductRow {
        id: ProductId(row.id),
        name: row.name,
        category: row.category,
        picture: row.picture.map(|picture| picture.view(language)),
        status: ProductStatus::from_code(&row.status).ok_or_else(|| Error::Data(format!("product status {}", row.status)))?,
        published_at: row.published_at,
        variants: count(row.variants),
        prices: row.lowest.zip(row.highest),
        available: row.available,
    })
}

/// One page and one row more, which says whether there is another page: which products those are, then what is shown of them.
async fn page(search: &mut PgConnection, language: Language, query: &ProductQuery, words: &[String]) -> Result<Vec<Row>> {
    let after = Cursor::read(query.after.as_deref());
    Ok(sqlx::query_as!(
        Row,
        r#"WITH page AS MATERIALIZED (
               SELECT searched.sorted, searched.product_id AS id
               FROM catalog_searched AS searched
               WHERE searched.reader = $1 AND ($5::text IS NULL OR (searched.sorted, searched.product_id) > ($5, $6::uuid))
                 AND searched.product_id IN (SELECT found.id FROM catalog_found($2, $3, $4) AS found (id))
               ORDER BY searched.sorted, searched.product_id LIMIT $7
           )
           SELECT page.id AS "id!", page.sorted AS "sorted!", coalesce(nullif(product.name ->> $1, ''), product.name ->> 'de') AS "name!",
                  category.name ->> $1 AS "category!", catalog_status(product.archived_at, product.published_at) AS "status!",
                  product.published_at, picture.shown AS "picture: Json<Picture>", sum.variants AS "variants!", sum.lowest, sum.highest,
                  sum.available AS "available!"
           FROM page
           JOIN catalog_products AS product ON product.id = page.id
           JOIN catalog_categories AS category ON category.id = product.category_id
           CROSS JOIN LATERAL (
               SELECT count(*) AS variants, min(variant.price) AS lowest, max(variant.price) AS highest, coalesce(sum(level.sellable), 0) AS available
               FROM catalog_variants AS variant LEFT JOIN stock_levels AS level ON level.variant_id = variant.id
               WHERE variant.product_id = page.id AND variant.archived_at IS NULL
           ) AS sum
           LEFT JOIN LATERAL (
               SELECT catalog_picture(picture) AS shown
               FROM catalog_pictures AS picture WHERE picture.product_id = page.id ORDER BY picture.position LIMIT 1
           ) AS picture ON true
           ORDER BY page.sorted, page.id"#,
        language.code(),
        query.category,
        query.status.map(ProductStatus::code).unwrap_or_default(),
        words,
        after.name,
        after.id,
        i64::from(query.rows()) + 1
    )
    .fetch_all(search)
    .await?)
}

/// How many products match, on all pages.
async fn total(search: &mut PgConnection, query: &ProductQuery, words: &[String]) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM catalog_found($1, $2, $3)"#,
        query.category,
        query.status.map(ProductStatus::code).unwrap_or_default(),
        words
    )
    .fetch_one(search)
    .await?)
}
