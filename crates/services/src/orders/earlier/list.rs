use domain::{
    accounts::Permission,
    backoffice::{EarlierList, EarlierQuery, EarlierRow},
    ids::OrderId,
    orders::OrderState,
};
use sqlx::PgConnection;

use crate::{
    error::{Error, Result},
    newest::Cursor,
    orders::Acting,
    pages::cut,
    shop::Shop,
};

/// A page of earlier orders, the newest first. A page begins after the last row of the one before, so no order is shown twice or left out. For staff who may
/// [`Permission::SeeOrders`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn list(shop: &Shop, by: impl Into<Acting>, query: &EarlierQuery) -> Result<EarlierList> {
    by.into().may(Permission::SeeOrders)?;
    let after = Cursor::read(query.after.as_deref());
    let mut search = shop.begin_search().await?;
    let mut rows = sqlx::query!(
        r#"SELECT id, number, state, coalesce(address ->> 'name', '') AS "name!", email, placed_at, total FROM orders_earlier
           WHERE ($1 = '' OR id IN (SELECT orders_earlier_found($1))) AND ($2::timestamptz IS NULL OR (placed_at, id) < ($2, $3::uuid))
           ORDER BY placed_at DESC, id DESC LIMIT $4"#,
        query.words(),
        after.map(|after| after.at),
        after.map(|after| after.id),
        // One more than is shown says whether there is another page.
        i64::from(query.rows()) + 1
    )
    .fetch_all(&mut *search)
    .await?;
    search.rollback().await?;
    let next = cut(&mut rows, query.rows(), |row| Cursor { at: row.placed_at, id: row.id }.write());
    let shown = rows.into_iter().map(|row| {
        let state = OrderState::from_code(&row.state).ok_or_else(|| Error::Data(format!("order state {}", row.state)))?;
        let (id, number, name, email) = (OrderId(row.id), row.number, row.name, row.email);
        Ok(EarlierRow { id, number, state, name, email, placed_at: row.placed_at, total: row.total })
    });
    Ok(EarlierList { rows: shown.collect::<Result<_>>()?, next })
}

/// How many earlier orders words find, so many at most; none without words.
pub(in crate::orders) async fn found(search: &mut PgConnection, words: &str, most: i64) -> Result<u32> {
    if words.is_empty() {
        return Ok(0);
    }
    let count =
        sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM (SELECT FROM orders_earlier_found($1) LIMIT $2) AS counted"#, words, most)
            .fetch_one(search)
            .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}
