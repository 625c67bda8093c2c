use uuid::Uuid;

use super::owner;
use crate::{error::Result, orders::Acting, shop::Shop};

/// Keeps a search no longer. One that is gone, or somebody else's, is left as it is: whoever asks has none of it afterwards.
///
/// # Errors
/// As of [`super::saved`].
pub async fn remove_search(shop: &Shop, by: impl Into<Acting>, search: Uuid) -> Result<()> {
    let owner = owner(by.into())?;
    sqlx::query!("DELETE FROM orders_saved_searches WHERE id = $1 AND account_id = $2", search, owner.0).execute(&shop.pool).await?;
    Ok(())
}
