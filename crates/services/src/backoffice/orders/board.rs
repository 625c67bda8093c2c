use domain::backoffice::{BOARD_STATES, OrderColumn, OrderQuery, OrderSort};

use super::list;
use crate::{error::Result, orders::Acting, shop::Shop};

/// The board of orders: a column per state that somebody has to know of, the newest first. What is searched for holds for all of them. For staff who may
/// [`domain::accounts::Permission::SeeOrders`].
///
/// # Errors
/// As of [`list`].
pub async fn board(shop: &Shop, by: impl Into<Acting>, query: &OrderQuery) -> Result<Vec<OrderColumn>> {
    let by = by.into();
    let mut columns = Vec::with_capacity(BOARD_STATES.len());
    for state in BOARD_STATES {
        let query = OrderQuery { states: vec![state], waits: None, sort: OrderSort::Newest, after: None, size: 0, ..query.clone() };
        columns.push(OrderColumn { state, list: list(shop, by, &query).await? });
    }
    Ok(columns)
}
