use domain::backoffice::OrderQuery;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::orders::BoardScreen;

/// The board.
#[server(prefix = "/fn", endpoint = "backoffice/orders/board", input = GetUrl)]
pub async fn read_board(#[server(default)] query: OrderQuery) -> Result<BoardScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    let columns = site::failure::answer(services::backoffice::orders::board(&asker.shop, asker.by, &query).await)?;
    Ok(BoardScreen { columns, key: asker.shop.new_key() })
}
