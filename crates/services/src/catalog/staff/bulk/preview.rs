use domain::{
    accounts::Permission,
    backoffice::{BulkAct, BulkChange, BulkPreview, BulkRefused, BulkScope, MOST_IN_BULK, ProductQuery, ProductStatus},
    ids::ProductId,
    language::Language,
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    plan::{Plan, plan},
    rows,
};
use crate::{catalog::words::words, error::Result, orders::Acting, shop::Shop};

/// What an act would do to these products, before it is done.
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn preview(shop: &Shop, by: impl Into<Acting>, language: Language, act: BulkAct, scope: &BulkScope) -> Result<BulkPreview> {
    by.into().may(Permission::EditCatalogue)?;
    let mut connection = shop.pool.acquire().await?;
    let most = usize::try_from(MOST_IN_BULK).unwrap_or(usize::MAX);
    let products = match scope {
        BulkScope::Selected(products) => products.iter().map(|product| product.0).take(most + 1).collect(),
        BulkScope::Found(query) => found(&mut connection, query, i64::from(MOST_IN_BULK) + 1).await?,
    };
    if products.len() > most {
        return Ok(BulkPreview { too_many: true, ..BulkPreview::default() });
    }
    let mut preview = BulkPreview::default();
    for row in rows::read(&mut connection, language, &products).await? {
        let product = ProductId(row.id);
        match plan(&row, act) {
            Plan::Same => preview.same += 1,
            Plan::Refused(why) => preview.refused.push(BulkRefused { product, name: row.name, why }),
            Plan::Prices(_, what) | Plan::Status(_, what) => {
                preview.changes.push(BulkChange { product, version: row.version, name: row.name, what });
            }
        }
    }
    Ok(preview)
}

/// The products that the table finds, on all its pages.
async fn found(connection: &mut PgConnection, query: &ProductQuery, most: i64) -> Result<Vec<Uuid>> {
    let phrase = query.words();
    let words = words(&phrase);
    if words.is_empty() && !phrase.is_empty() {
        return Ok(Vec::new());
    }
    let status = query.status.map(ProductStatus::code).unwrap_or_default();
    Ok(sqlx::query_scalar!(
        r#"SELECT found AS "found!" FROM catalog_found($1, $2, $3) AS found LIMIT $4"#,
        query.category,
        status,
        &words,
        most
    )
    .fetch_all(connection)
    .await?)
}
