use domain::{
    accounts::Permission,
    money::{Currency, Money},
    orders::{OrderEvent, OrderState},
    payments::PaymentRefusal,
};

use serde_json::json;

use super::news::end_order;
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    mail,
    orders::{self, Acting},
    shop::Shop,
};

/// Gives an order back that voucher and gift card paid entirely, so that there is no payment to refund: the card has its part again, and goods that
/// were never sent are for sale again. Twice is once. For staff who may [`Permission::Refund`].
///
/// # Errors
/// As of [`Actor::may`](crate::orders::Actor::may); [`Error::NotFound`] for a token of nobody's; [`PaymentRefusal::NotPaid`] for an order that left
/// something to pay, whose payment is what can be refunded.
pub async fn refund_without_payment(shop: &Shop, by: impl Into<Acting>, token: &str) -> Result<()> {
    let by = by.into();
    by.may(Permission::Refund)?;
    let order = orders::id_of_token(&shop.pool, token).await?;
    let mut transaction = shop.begin().await?;
    let locked = orders::lock_for_payment(&mut transaction, order).await?;
    if locked.due != 0 || (locked.state != OrderState::Refunded && !locked.state.allows(OrderEvent::Refund)) {
        return Err(Error::refused(PaymentRefusal::NotPaid));
    }
    if locked.state == OrderState::Refunded {
        return Ok(());
    }
    by.check(order, locked.version)?;
    end_order(&mut transaction, shop, &locked, by.actor).await?;
    let minor = orders::load(&mut transaction, order).await?.gift_card_total;
    if minor > 0 {
        let currency = Currency::from_code(&locked.currency).ok_or_else(|| Error::Data(format!("currency {}", locked.currency)))?;
        mail::enqueue_refund_confirmation(&mut transaction, shop, order, order, Money { minor, currency }).await?;
    }
    let (before, after) = (json!({ "state": locked.state }), json!({ "state": OrderState::Refunded, "gift_card": minor }));
    audit_log::write(&mut transaction, by, Entry { action: "order.give_back", subject: &locked.number, before, after }).await?;
    transaction.commit().await?;
    tracing::info!(order = locked.number, actor = by.actor.code(), "order given back without a payment");
    shop.work.notify_one();
    Ok(())
}
