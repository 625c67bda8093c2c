use domain::backoffice::{OrderQuery, SavedSearch};

use super::owner;
use crate::{error::Result, orders::Acting, shop::Shop};

/// The searches that whoever asks has kept, by name. For staff who may [`domain::accounts::Permission::SeeOrders`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`crate::error::Error::NotFound`] for who has no account.
pub async fn saved(shop: &Shop, by: impl Into<Acting>) -> Result<Vec<SavedSearch>> {
    let owner = owner(by.into())?;
    let rows = sqlx::query!("SELECT id, name, query FROM orders_saved_searches WHERE account_id = $1 ORDER BY lower(name), name", owner.0)
        .fetch_all(&shop.pool)
        .await?;
    // What an older version of the shop knew and this one does not is taken for nothing, as in an address.
    let query = |value| serde_json::from_value::<OrderQuery>(value).unwrap_or_default();
    Ok(rows.into_iter().map(|row| SavedSearch { id: row.id, name: row.name, query: query(row.query) }).collect())
}
