use domain::{
    accounts::Permission,
    backoffice::{StockList, StockQuery},
    language::Language,
};

use super::{
    bulk::last,
    rows::{Wanted, rows},
};
use crate::{error::Result, orders::Acting, pages::cut, shop::Shop};

/// A page of variants with their pieces, by SKU; names are in `language`. For staff who may [`Permission::BookStock`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn list(shop: &Shop, by: impl Into<Acting>, language: Language, query: &StockQuery) -> Result<StockList> {
    let by = by.into();
    by.may(Permission::BookStock)?;
    let wanted = Wanted {
        language,
        variants: None,
        after: query.after.as_deref(),
        low: query.low,
        few: shop.in_force().low_stock,
        words: &query.words(),
        // One more than is shown says whether there is another page.
        most: i64::from(query.rows()) + 1,
    };
    let found = async {
        let mut search = shop.begin_search().await?;
        let found = rows(&mut search, &wanted).await?;
        search.commit().await?;
        Ok(found)
    };
    let (mut rows, last) = tokio::try_join!(found, last(&shop.pool, by))?;
    let next = cut(&mut rows, query.rows(), |row| row.sku.clone());
    Ok(StockList { rows, next, last })
}
