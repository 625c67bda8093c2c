use domain::{
    accounts::Permission,
    failure::FieldError,
    ids::PaymentId,
    money::{Currency, Money},
    payments::{PaymentRefusal, PaymentState, RefundReason, Review},
};
use serde_json::json;

use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    apply::{Outcome, pay},
    refunds,
    settle::settle,
    store,
};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::{self, Acting, OrderForPayment},
    shop::Shop,
};

/// Longest remark, in characters.
const LONGEST_REMARK: usize = 500;

/// Leads a payment out of quarantine. For staff who may [`Permission::BookPayments`], and [`Permission::Refund`] if the money is to go back; who did it,
/// when and with which remark stands in the payment's history.
///
/// The gateway is asked first what has arrived. Accepted is money that equals what the order costs after all: it then does what any payment does,
/// also for an order that expired meanwhile.
///
/// # Errors
/// As of [`Actor::may`](crate::orders::Actor::may); [`Error::Invalid`] for `remark`; and as [`PaymentRefusal`]: `NotInReview` if it is not (or no
/// longer) in quarantine, `NotPaid` while no money is there, `AmountDiffers` if it is to be accepted and is not what is owed, or
/// not all here any more.
pub async fn review(shop: &Shop, by: impl Into<Acting>, payment: PaymentId, decision: Review, remark: &str) -> Result<Outcome> {
    let by = by.into();
    by.may(Permission::BookPayments)?;
    if decision == Review::GiveBack {
        by.may(Permission::Refund)?;
    }
    if remark.chars().count() > LONGEST_REMARK {
        return Err(Error::Invalid(vec![FieldError::too_long("remark", LONGEST_REMARK)]));
    }
    let order = {
        let mut connection = shop.pool.acquire().await?;
        store::order_of(&mut connection, payment.0).await?
    };
    let known = store::get(&shop.pool, payment.0).await?;
    if let (PaymentState::Quarantined, None, Some(id)) = (known.state, known.received, &known.gateway_payment_id) {
        settle(shop, &known.gateway, id).await?;
    }
    let mut transaction = shop.begin().await?;
    let locked = orders::lock_for_payment(&mut transaction, order).await?;
    let known = store::lock(&mut transaction, payment.0).await?;
    if known.state != PaymentState::Quarantined {
        return Err(Error::refused(PaymentRefusal::NotInReview));
    }
    by.check(order, locked.version)?;
    let received = known.received.ok_or_else(|| Error::refused(PaymentRefusal::NotPaid))?;
    store::act_as(&mut transaction, by.actor).await?;
    let outcome = match decision {
        Review::Accept if !is_owed(&locked, received) || !is_whole(&mut transaction, known.id).await? => {
            return Err(Error::refused(PaymentRefusal::AmountDiffers));
        }
        Review::Accept => {
            store::release(&mut transaction, known.id, remark).await?;
            pay(&mut transaction, shop, &locked, known.id, by.actor).await?
        }
        Review::GiveBack => {
            store::release(&mut transaction, known.id, remark).await?;
            let place = refunds::Place { order, payment: known.id };
            refunds::give_back_all(&mut transaction, shop, place, RefundReason::WrongAmount, by.actor).await?;
            Outcome::RefundOwed
        }
    };
    let entry = Entry {
        action: "payment.review",
        subject: &locked.number,
        before: json!({ "payment": known.id, "state": known.state }),
        after: json!({ "payment": known.id, "decision": decision, "outcome": outcome.code() }),
    };
    audit_log::write(&mut transaction, by, entry).await?;
    transaction.commit().await?;
    tracing::info!(order = locked.number, payment = %known.id, outcome = outcome.code(), actor = by.actor.code(), "payment reviewed");
    shop.work.notify_one();
    Ok(outcome)
}

/// Whether nothing of it is on its way back: by a refund that somebody made at the gateway, or by the buyer's bank.
async fn is_whole(connection: &mut PgConnection, payment: Uuid) -> Result<bool> {
    Ok(refunds::balance(connection, payment).await?.is_some_and(|balance| balance.left() == balance.received.minor))
}

/// Whether what has arrived is what the order left to pay.
fn is_owed(order: &OrderForPayment, received: Money) -> bool {
    Currency::from_code(&order.currency) == Some(received.currency) && received.minor == order.due
}
