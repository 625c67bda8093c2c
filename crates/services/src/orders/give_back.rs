use domain::orders::OrderState;
use sqlx::PgConnection;
use uuid::Uuid;

use super::vouchers;
use crate::{error::Result, payments::gift_cards};

/// Gives back what an order took besides goods, when it comes to a state in which it no longer needs it: the voucher's use and the gift card's part
/// when it was called off or not paid in time; when all was paid back, the gift card's part alone, for the voucher has been used.
///
/// Called with every transition, so that no way of ending an order can leave it out. What was given back before is not given back again.
pub(super) async fn give_back(connection: &mut PgConnection, order: Uuid, state: OrderState) -> Result<()> {
    match state {
        OrderState::Cancelled | OrderState::Expired => {
            vouchers::give_back(connection, order).await?;
            gift_cards::give_back(connection, order).await
        }
        OrderState::Refunded => gift_cards::give_back(connection, order).await,
        OrderState::Pending | OrderState::AwaitingPayment | OrderState::Paid | OrderState::Shipped | OrderState::Delivered => Ok(()),
    }
}
