//! The mail that says that money came too late, or did not fit, and goes back.

use std::sync::LazyLock;

use domain::money::Money;
use sqlx::PgConnection;
use uuid::Uuid;

use super::order_notice::{AllTexts, OrderNotice, enqueue_notice};
use crate::{error::Result, shop::Shop};

pub(super) static TEXTS: LazyLock<AllTexts> = LazyLock::new(|| serde_json::from_str(include_str!("texts.json")));

/// Tells the buyer that money found no order and goes back: once about the same payment, or about the same money that the bank returned.
pub(crate) async fn enqueue_payment_returned(
    connection: &mut PgConnection,
    shop: &Shop,
    order: Uuid,
    about: Uuid,
    amount: Money,
) -> Result<()> {
    let notice = OrderNotice { kind: "payment_returned", subject: about, order, amount: Some(amount), texts: &TEXTS };
    enqueue_notice(connection, shop, &notice).await
}
