//! The mail that says that money is on its way back.

use std::sync::LazyLock;

use domain::money::Money;
use sqlx::PgConnection;
use uuid::Uuid;

use super::order_notice::{AllTexts, OrderNotice, enqueue_notice};
use crate::{error::Result, shop::Shop};

pub(super) static TEXTS: LazyLock<AllTexts> = LazyLock::new(|| serde_json::from_str(include_str!("texts.json")));

/// Tells the buyer that a refund is on its way for good: once per refund.
pub(crate) async fn enqueue_refund_confirmation(
    connection: &mut PgConnection,
    shop: &Shop,
    order: Uuid,
    refund: Uuid,
    amount: Money,
) -> Result<()> {
    let notice = OrderNotice { kind: "refund_confirmation", subject: refund, order, amount: Some(amount), texts: &TEXTS };
    enqueue_notice(connection, shop, &notice).await
}
