//! Money that a buyer's bank took back. It is recorded as a fact; whether to answer the bank is a person's business.

use domain::{
    orders::OrderState,
    payments::{PaymentState, RefundReason},
};
use gateways::payment::{GatewayChargeback, GatewayPayment};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::{Builder, Uuid};

use super::refunds::{self, Place};
use crate::{error::Result, mail, orders::OrderForPayment, shop::Shop};

/// Writes down what the gateway's books say of a payment's chargebacks, and calls staff once to each and to each reversal; answers whether anything
/// was new. Order and payment are locked.
pub(super) async fn sync(
    connection: &mut PgConnection,
    shop: &Shop,
    payment: Uuid,
    order: &OrderForPayment,
    fetched: &GatewayPayment,
) -> Result<bool> {
    let (mut moved, number) = (false, &order.number);
    for chargeback in &fetched.chargebacks {
        let recorded = sqlx::query_scalar!(
            r#"INSERT INTO payments_chargebacks (id, payment_id, gateway_chargeback_id, amount, currency, reason, charged_at)
               VALUES ($1, $2, $3, $4, $5, $6, coalesce($7, now()))
               ON CONFLICT (payment_id, gateway_chargeback_id) DO NOTHING RETURNING id"#,
            shop.new_id(),
            payment,
            chargeback.id,
            chargeback.amount.minor,
            chargeback.amount.currency.code(),
            chargeback.reason,
            chargeback.created_at
        )
        .fetch_optional(&mut *connection)
        .await?;
        if recorded.is_some() {
            moved = true;
            let subject = format!("Order {number}: {} charged back", chargeback.amount);
            let text = format!("The buyer's bank took back {} of {}. {}", chargeback.amount, fetched.id, chargeback.reason);
            mail::alert_staff(connection, shop, &format!("chargeback/{payment}/{}", chargeback.id), &subject, &text).await?;
        }
        let Some(reversed_at) = chargeback.reversed_at else { continue };
        let reversed = sqlx::query!(
            "UPDATE payments_chargebacks SET reversed_at = $3 WHERE payment_id = $1 AND gateway_chargeback_id = $2 AND reversed_at IS NULL",
            payment,
            chargeback.id,
            reversed_at
        )
        .execute(&mut *connection)
        .await?;
        if reversed.rows_affected() == 1 {
            moved = true;
            let subject = format!("Order {number}: a chargeback of {} is off", chargeback.amount);
            let text = format!("{} of {} came back to the shop.", chargeback.amount, fetched.id);
            mail::alert_staff(connection, shop, &format!("chargeback_reversed/{payment}/{}", chargeback.id), &subject, &text).await?;
            send_on(connection, shop, Place { order: order.id, payment }, chargeback).await?;
        }
    }
    Ok(moved)
}

/// What comes back of a payment that was given up goes on to the buyer. When it was to be given back, the bank had taken it, and there was nothing left to
/// give; without this it would stay with the shop, which has no claim to it. Of an order that another payment has paid since, staff decide.
async fn send_on(connection: &mut PgConnection, shop: &Shop, place: Place, chargeback: &GatewayChargeback) -> Result<()> {
    let stands = sqlx::query!(
        "SELECT payment.state, payment.pays_order, orders.state AS order_state
         FROM payments AS payment JOIN orders ON orders.id = payment.order_id WHERE payment.id = $1",
        place.payment
    )
    .fetch_one(&mut *connection)
    .await?;
    if PaymentState::from_code(&stands.state) != Some(PaymentState::Paid) || stands.pays_order {
        return Ok(());
    }
    let reason = match OrderState::from_code(&stands.order_state) {
        Some(OrderState::AwaitingPayment) => RefundReason::WrongAmount,
        Some(OrderState::Expired) => RefundReason::PaidTooLate,
        Some(OrderState::Pending | OrderState::Cancelled) => RefundReason::PaidAfterCancel,
        Some(OrderState::Paid | OrderState::Shipped | OrderState::Delivered | OrderState::Refunded) | None => return Ok(()),
    };
    refunds::send_on(
        connection,
        shop,
        place,
        refunds::SentOn { amount: chargeback.amount.minor, reason, key: reversal_key(place.payment, &chargeback.id) },
    )
    .await
}

/// Of the refund and of the mail that follow the end of a chargeback: the same whenever it is heard of.
pub fn reversal_key(payment: Uuid, gateway_chargeback_id: &str) -> Uuid {
    let digest = Sha256::new().chain_update(payment).chain_update(gateway_chargeback_id).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Builder::from_random_bytes(bytes).into_uuid()
}
