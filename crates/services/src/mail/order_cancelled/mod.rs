//! The mail that says that an order is called off.

use std::sync::LazyLock;

use sqlx::PgConnection;
use uuid::Uuid;

use super::order_notice::{AllTexts, OrderNotice, enqueue_notice};
use crate::{error::Result, shop::Shop};

pub(super) static TEXTS: LazyLock<AllTexts> = LazyLock::new(|| serde_json::from_str(include_str!("texts.json")));

/// Tells the buyer that the order is called off and nothing is owed: once per order.
pub(crate) async fn enqueue_order_cancelled(connection: &mut PgConnection, shop: &Shop, order: Uuid) -> Result<()> {
    let notice = OrderNotice { kind: "order_cancelled", subject: order, order, amount: None, texts: &TEXTS };
    enqueue_notice(connection, shop, &notice).await
}
