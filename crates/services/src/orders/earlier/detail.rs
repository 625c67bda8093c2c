use domain::{accounts::Permission, backoffice::EarlierDetail, ids::OrderId};
use uuid::Uuid;

use super::of_account::{Wanted, orders};
use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// An earlier order as its screen shows it. For staff who may [`Permission::SeeOrders`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] when there is none.
pub async fn detail(shop: &Shop, by: impl Into<Acting>, id: Uuid) -> Result<EarlierDetail> {
    by.into().may(Permission::SeeOrders)?;
    let row = sqlx::query!("SELECT imported_at, account_id, erased_at FROM orders_earlier WHERE id = $1", id)
        .fetch_optional(&shop.pool)
        .await?
        .ok_or(Error::NotFound)?;
    let order = orders(&shop.pool, Wanted::Order(id)).await?.pop().ok_or(Error::NotFound)?;
    Ok(EarlierDetail {
        id: OrderId(id),
        order,
        imported_at: row.imported_at,
        has_account: row.account_id.is_some(),
        is_erased: row.erased_at.is_some(),
    })
}
