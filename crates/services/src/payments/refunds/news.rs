//! What the gateway says of refunds, and what follows from it.

use domain::{
    money::Money,
    orders::{OrderEvent, OrderState},
    payments::RefundState,
};
use gateways::payment::{GatewayPayment, GatewayRefund};
use sqlx::PgConnection;
use uuid::Uuid;

use super::store::{self, Balance};
use crate::{
    error::Result,
    mail,
    orders::{self, Actor, OrderForPayment},
    shop::Shop,
    stock,
};

/// A payment whose refunds are looked at, in a transaction that has locked order and payment.
#[derive(Clone, Copy, Debug)]
pub(in crate::payments) struct Place {
    pub order: Uuid,
    pub payment: Uuid,
}

/// Writes down what the gateway's books say of a payment's refunds; answers whether anything was new.
pub(in crate::payments) async fn sync(connection: &mut PgConnection, shop: &Shop, place: Place, fetched: &GatewayPayment) -> Result<bool> {
    let mut moved = false;
    for refund in &fetched.refunds {
        moved |= hear(connection, shop, place, refund).await?;
    }
    Ok(moved)
}

/// One refund's news; answers whether it was any.
pub(super) async fn hear(connection: &mut PgConnection, shop: &Shop, place: Place, news: &GatewayRefund) -> Result<bool> {
    let Some(known) = store::known(connection, place.payment, news).await? else {
        return meet(connection, shop, place, news).await;
    };
    if !known.state.accepts(news.state) {
        return Ok(false);
    }
    store::move_on(connection, known.id, news).await?;
    follow(connection, shop, place, known.id, news).await?;
    Ok(true)
}

/// A refund that the shop has not asked for: somebody made it in the gateway's dashboard. It counts like any other.
async fn meet(connection: &mut PgConnection, shop: &Shop, place: Place, news: &GatewayRefund) -> Result<bool> {
    let left = store::balance(connection, place.payment).await?.map_or(0, |balance| balance.left());
    if news.state.counts() && news.amount.minor > left {
        // What the shop itself is about to give back does not leave room for it. It is the gateway that decides then; a person has to look.
        let text = format!(
            "Refund {} of {} was not made by the shop and exceeds what is left of payment {}.",
            news.id, news.amount, place.payment
        );
        mail::alert_staff(connection, shop, &format!("foreign_refund/{}", news.id), "A refund that does not fit", &text).await?;
        return Ok(false);
    }
    let id = store::insert_foreign(connection, shop, place.payment, news).await?;
    follow(connection, shop, place, id, news).await?;
    Ok(true)
}

/// What follows from a refund's new state.
async fn follow(connection: &mut PgConnection, shop: &Shop, place: Place, refund: Uuid, news: &GatewayRefund) -> Result<()> {
    match news.state {
        RefundState::Requested | RefundState::Queued | RefundState::Pending => Ok(()),
        RefundState::Processing => mail::enqueue_refund_confirmation(connection, shop, place.order, refund, news.amount).await,
        RefundState::Refunded => {
            mail::enqueue_refund_confirmation(connection, shop, place.order, refund, news.amount).await?;
            close_order(connection, shop, place).await
        }
        RefundState::Failed | RefundState::Canceled => call(connection, shop, refund, news.amount, news.state.code()).await,
    }
}

/// Calls staff to a refund that did not work.
pub(super) async fn call(connection: &mut PgConnection, shop: &Shop, refund: Uuid, amount: Money, why: &str) -> Result<()> {
    let text = format!("The refund {refund} of {amount} did not reach the buyer: {why}. It can be made again from the payment.");
    mail::alert_staff(connection, shop, &format!("refund_failed/{refund}"), "A refund did not work", &text).await
}

/// Ends an order once everything that was paid for it is back with its buyer.
async fn close_order(connection: &mut PgConnection, shop: &Shop, place: Place) -> Result<()> {
    let balance = store::balance(connection, place.payment).await?;
    if !balance.is_some_and(|balance: Balance| balance.pays_order && balance.is_all_back()) {
        return Ok(());
    }
    let order = orders::lock_for_payment(connection, place.order).await?;
    if !order.state.allows(OrderEvent::Refund) {
        return match order.state {
            // A refund that failed after the order was closed, and was made again.
            OrderState::Refunded => Ok(()),
            state => {
                let text =
                    format!("Everything that was paid for the order {} is back with its buyer, in state {}.", order.number, state.code());
                mail::alert_staff(connection, shop, &format!("paid_back/{}", place.order), "An order that is paid back", &text).await
            }
        };
    }
    end_order(connection, shop, &order, Actor::Gateway).await
}

/// Ends a locked order that is paid back. What a gift card paid goes with it; goods that were never sent are for sale again.
pub(super) async fn end_order(connection: &mut PgConnection, shop: &Shop, order: &OrderForPayment, actor: Actor) -> Result<()> {
    orders::transition(connection, order.id, order.state, OrderEvent::Refund, actor).await?;
    if order.state != OrderState::Paid {
        return Ok(());
    }
    if orders::fulfilment::has_parcels(connection, order.id).await? {
        // Which pieces are still in the house, people see better than a row does.
        let text =
            format!("The order {} was paid back when a part of it had been sent. Book what stayed here back on stock.", order.number);
        return mail::alert_staff(connection, shop, &format!("partly_sent/{}", order.id), "A partly sent order is paid back", &text).await;
    }
    stock::give_back(connection, order.id).await
}
