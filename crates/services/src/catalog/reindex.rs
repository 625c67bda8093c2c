use crate::{error::Result, shop::Shop};

/// Writes anew what products are searched by, whatever is there, and says of how many. The database keeps it by itself; this is for a catalogue that was
/// written past its triggers, as a restored one may be. Nobody changes products meanwhile; shoppers search by what was there until it is done.
///
/// # Errors
/// If the database is away.
pub async fn reindex(shop: &Shop) -> Result<i64> {
    let mut transaction = shop.begin().await?;
    sqlx::raw_sql("SET LOCAL statement_timeout = 0").execute(&mut *transaction).await?;
    let products = sqlx::query_scalar!(r#"SELECT catalog_search_again() AS "products!""#).fetch_one(&mut *transaction).await?;
    transaction.commit().await?;
    Ok(products)
}
