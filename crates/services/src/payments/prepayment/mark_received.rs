use domain::{accounts::Permission, money::Money};
use uuid::Uuid;

use super::{
    book::{TransferOutcome, book},
    gateway::METHOD,
    store::{self, NewTransfer},
};
use crate::{
    error::{Error, Result},
    orders::{self, Acting, invoices::swiss_day},
    payments::store as payments,
    shop::Shop,
};

/// Staff say that the money of a prepayment has arrived. The same key again changes nothing.
///
/// The amount is what the bank's statement says, not what was asked for: another one puts the payment into quarantine.
///
/// # Errors
/// As of [`Actor::may`](crate::orders::Actor::may) with [`Permission::BookPayments`]; [`Error::NotFound`] if it is no prepayment that was asked for,
/// [`Error::Invalid`] if the amount is not more than nothing or the key was used for another entry.
pub async fn mark_received(shop: &Shop, by: impl Into<Acting>, payment: Uuid, amount: Money, key: Uuid) -> Result<TransferOutcome> {
    let by = by.into();
    by.may(Permission::BookPayments)?;
    if amount.minor <= 0 {
        return Err(invalid("amount"));
    }
    let payment = payments::find(&shop.pool, payment).await?.filter(|payment| payment.gateway == METHOD).ok_or(Error::NotFound)?;
    let reference = payment.gateway_payment_id.ok_or(Error::NotFound)?;
    if by.seen.is_some_and(|seen| seen.order.0 != payment.order_id) {
        return Err(Error::NotFound);
    }
    let number = orders::number(&shop.pool, payment.order_id).await?;
    let transfer = NewTransfer {
        reference: &reference,
        amount: amount.minor,
        currency: amount.currency.code(),
        booked_on: swiss_day(shop.clock.now()),
        bank_reference: None,
        request_key: Some(key),
        subject: &number,
    };
    let (is_new, outcome) = book(shop, by, &transfer).await?;
    if !is_new {
        let known = store::recorded(&shop.pool, &transfer).await?;
        if (known.reference.as_str(), known.amount, known.currency.as_str()) != (&reference, amount.minor, amount.currency.code()) {
            return Err(invalid("key"));
        }
    }
    Ok(outcome)
}

fn invalid(field: &str) -> Error {
    Error::Invalid(vec![domain::failure::FieldError::malformed(field)])
}
