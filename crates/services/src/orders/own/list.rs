use chrono::{DateTime, Utc};
use domain::{
    accounts::{Permission, Principal},
    ids::AccountId,
    orders::{OrderState, OwnOrderView},
};

use crate::{
    error::{Error, Result},
    pool::Pool,
    shop::Shop,
};

/// Orders on a page.
const PAGE: i64 = 20;

/// The orders of who is asking, the latest first, 20 and those of the same moment as the last: those placed before a time, if one is given.
pub async fn own_orders(shop: &Shop, who: &Principal, before: Option<DateTime<Utc>>) -> Result<Vec<OwnOrderView>> {
    who.may(Permission::Buy)?;
    list(&shop.pool, who.account, before, PAGE).await
}

/// All orders of an account, those of an earlier shop among them.
pub(crate) async fn all_of_account(pool: &Pool, account: AccountId) -> Result<Vec<OwnOrderView>> {
    list(pool, account, None, i64::MAX).await
}

/// Orders of an earlier shop stand among them, and have no page.
async fn list(pool: &Pool, account: AccountId, before: Option<DateTime<Utc>>, most: i64) -> Result<Vec<OwnOrderView>> {
    let rows = sqlx::query!(
        r#"SELECT number AS "number!", token AS "token!", state AS "state!", total AS "total!", placed_at AS "placed_at!", pieces AS "pieces!" FROM (
               SELECT id, number, token, state, total, placed_at,
                      (SELECT coalesce(sum(quantity), 0) FROM orders_lines WHERE order_id = orders.id) AS pieces
               FROM orders WHERE account_id = $1 AND state <> 'pending' AND ($2::timestamptz IS NULL OR placed_at < $2)
               UNION ALL
               SELECT id, number, '', state, total, placed_at,
                      (SELECT coalesce(sum(quantity), 0) FROM orders_earlier_lines WHERE order_id = orders_earlier.id)
               FROM orders_earlier WHERE account_id = $1 AND ($2::timestamptz IS NULL OR placed_at < $2)) AS own
           ORDER BY placed_at DESC FETCH FIRST ($3) ROWS WITH TIES"#,
        account.0,
        before,
        most
    )
    .fetch_all(pool)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(OwnOrderView {
                state: OrderState::from_code(&row.state).ok_or_else(|| Error::Data(format!("order state {}", row.state)))?,
                number: row.number,
                token: row.token,
                total: row.total,
                pieces: u32::try_from(row.pieces).unwrap_or(u32::MAX),
                placed_at: row.placed_at,
            })
        })
        .collect()
}
