//! Money that a buyer's bank took back. It is recorded as a fact; whether to answer the bank is a person's business.

use gateways::payment::GatewayPayment;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{error::Result, mail, shop::Shop};

/// Writes down what the gateway's books say of a payment's chargebacks, and calls staff once to each and to each reversal; answers whether anything
/// was new. Order and payment are locked.
pub(super) async fn sync(
    connection: &mut PgConnection,
    shop: &Shop,
    payment: Uuid,
    number: &str,
    fetched: &GatewayPayment,
) -> Result<bool> {
    let mut moved = false;
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
        }
    }
    Ok(moved)
}
