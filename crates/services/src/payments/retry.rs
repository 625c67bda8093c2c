use std::sync::Arc;

use domain::{
    failure::FieldError,
    orders::{OrderState, PlacedOrder},
    payments::{PaymentRefusal, PaymentState},
};
use uuid::Uuid;

use super::{
    store::{self, NewPayment},
    submit::submit,
};
use crate::{
    error::{Error, Result},
    failpoints::failpoint,
    orders::{self, OrderForPayment},
    shop::Shop,
};

/// Most attempts to pay one order: more is no longer a person trying.
const MOST_ATTEMPTS: i64 = 12;

/// Pays an order that is not paid yet: goes on with an attempt that is open, or starts a new one while the hold lasts.
///
/// A new attempt is a new payment at the gateway, never a changed one. Two tabs that retry at once get the same attempt.
pub async fn retry(shop: Arc<Shop>, token: &str, method: &str) -> Result<PlacedOrder> {
    if !shop.takes(method) {
        return Err(Error::Invalid(vec![FieldError::unknown("payment_method")]));
    }
    let (token, method) = (token.to_owned(), method.to_owned());
    let work = tokio::spawn(async move {
        let order = orders::id_of_token(&shop.pool, &token).await?;
        let pay_at = match next_attempt(&shop, order, &method).await? {
            Attempt::Submit(payment) => submit(&shop, payment).await?,
            Attempt::GoOn(pay_at) => pay_at,
        };
        Ok(PlacedOrder { token, pay_at })
    });
    work.await.map_err(|error| Error::Data(format!("retry did not finish: {error}")))?
}

enum Attempt {
    Submit(Uuid),
    GoOn(Option<String>),
}

async fn next_attempt(shop: &Shop, order: Uuid, method: &str) -> Result<Attempt> {
    let mut transaction = shop.begin().await?;
    let locked = orders::lock_for_payment(&mut transaction, order).await?;
    refuse_unless_payable(&locked)?;
    let newest = store::newest(&mut transaction, order).await?;
    if let Some(payment) = newest {
        match payment.state {
            PaymentState::Created => return Ok(Attempt::Submit(payment.id)),
            PaymentState::Open => return Ok(Attempt::GoOn(payment.checkout_url)),
            PaymentState::Pending | PaymentState::Authorized => return Err(Error::refused(PaymentRefusal::StillOpen)),
            PaymentState::Quarantined => return Err(Error::refused(PaymentRefusal::AlreadyPaid)),
            // Paid, and the order still waits: another amount arrived, and staff have given it back.
            PaymentState::Paid | PaymentState::Canceled | PaymentState::Expired | PaymentState::Failed => {}
        }
    }
    if store::attempts(&mut transaction, order).await? >= MOST_ATTEMPTS {
        return Err(Error::refused(PaymentRefusal::Declined));
    }
    let payment = NewPayment::of(shop, order, method, locked.due)?;
    store::record(&mut transaction, &[&payment]).await?;
    if !orders::extend_hold(&mut transaction, order, shop.in_force().hold_for(method).as_secs_f64()).await? {
        return Err(Error::refused(PaymentRefusal::HoldOver));
    }
    failpoint!("payments.retry.before_commit");
    transaction.commit().await?;
    failpoint!("payments.retry.committed");
    Ok(Attempt::Submit(payment.id))
}

fn refuse_unless_payable(order: &OrderForPayment) -> Result<()> {
    match order.state {
        OrderState::AwaitingPayment if order.hold_lasts => Ok(()),
        OrderState::Pending | OrderState::AwaitingPayment | OrderState::Expired | OrderState::Cancelled => {
            Err(Error::refused(PaymentRefusal::HoldOver))
        }
        OrderState::Paid | OrderState::Shipped | OrderState::Delivered | OrderState::Refunded => {
            Err(Error::refused(PaymentRefusal::AlreadyPaid))
        }
    }
}
