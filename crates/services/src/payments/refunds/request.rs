use domain::{
    accounts::Permission,
    failure::FieldError,
    ids::PaymentId,
    payments::{PaymentRefusal, PaymentState, RefundReason, RefundView},
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    of_order,
    store::{self, NewRefund},
};
use crate::{
    error::{Error, Result},
    failpoints::failpoint,
    orders::{self, Actor},
    payments::store as payments_store,
    shop::Shop,
};

/// Longest remark, in characters.
const LONGEST_REMARK: usize = 500;

/// What staff want to give back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RefundRequest {
    /// Of which payment: the one that pays the order, or one that was paid on top of it.
    pub payment: PaymentId,
    /// How much, in the minor unit; `None` for all that is left.
    pub amount: Option<i64>,
    /// Why.
    pub reason: RefundReason,
    /// Made by the caller's form: the same request sent again is the same refund.
    #[serde(skip)]
    pub key: Uuid,
    /// For colleagues; the buyer does not see it.
    pub remark: String,
}

/// Gives money back, all of it or a part. For staff who may [`Permission::Refund`].
///
/// The refund is recorded here and handed to the gateway by the background task. A refund of an amount that was given back less than an hour ago
/// waits until that hour is over, since Mollie takes it for a mistake.
///
/// # Errors
/// As of [`Actor::may`]; [`Error::Invalid`] for `amount`, `reason` or `remark`; and as [`PaymentRefusal`]: `NotPaid`,
/// `NeedsReview` while the payment is in quarantine, `RefundTooLarge` beyond what is left, `RefundReused` if the key was used for something else.
pub async fn refund(shop: &Shop, actor: Actor, request: &RefundRequest) -> Result<RefundView> {
    actor.may(Permission::Refund)?;
    check(request)?;
    let hash = hash(request)?;
    match write(shop, actor, request, &hash).await {
        // The same key, at once, under another payment's lock.
        Err(error) if error.constraint() == Some("payments_refunds_request_key_unique") => {
            let mut connection = shop.pool.acquire().await?;
            known(&mut connection, request.key, &hash).await?.ok_or(Error::NotFound)
        }
        // Two writers that do not go through this verb's lock: the database has the last word.
        Err(error) if error.constraint() == Some("payments_refunds_within_received") => {
            Err(Error::refused(PaymentRefusal::RefundTooLarge { left: 0 }))
        }
        result => result,
    }
}

fn check(request: &RefundRequest) -> Result<()> {
    let mut errors = Vec::new();
    if request.amount.is_some_and(|amount| amount <= 0) {
        errors.push(FieldError::malformed("amount"));
    }
    if request.reason == RefundReason::AtGateway {
        errors.push(FieldError::unknown("reason"));
    }
    if request.key.is_nil() {
        errors.push(FieldError::required("key"));
    }
    if request.remark.chars().count() > LONGEST_REMARK {
        errors.push(FieldError::too_long("remark", LONGEST_REMARK));
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}

async fn write(shop: &Shop, actor: Actor, request: &RefundRequest, hash: &[u8]) -> Result<RefundView> {
    let mut transaction = shop.begin().await?;
    let order = payments_store::order_of(&mut transaction, request.payment.0).await?;
    orders::lock_for_payment(&mut transaction, order).await?;
    let payment = payments_store::lock(&mut transaction, request.payment.0).await?;
    if let Some(view) = known(&mut transaction, request.key, hash).await? {
        return Ok(view);
    }
    if payment.state == PaymentState::Quarantined {
        return Err(Error::refused(PaymentRefusal::NeedsReview));
    }
    let balance = store::balance(&mut transaction, payment.id).await?.ok_or_else(|| Error::refused(PaymentRefusal::NotPaid))?;
    let left = balance.left();
    let amount = request.amount.unwrap_or(left);
    if amount <= 0 || amount > left {
        return Err(Error::refused(PaymentRefusal::RefundTooLarge { left: left.max(0) }));
    }
    let refund = NewRefund {
        payment: payment.id,
        amount,
        reason: request.reason,
        request_key: request.key,
        request_hash: hash,
        actor,
        remark: request.remark.trim(),
    };
    let id = store::insert(&mut transaction, shop, &refund).await?;
    let view = of_order::view(&mut transaction, id).await?;
    failpoint!("payments.refund.before_commit");
    transaction.commit().await?;
    failpoint!("payments.refund.committed");
    tracing::info!(payment = %payment.id, refund = %id, amount, reason = request.reason.code(), actor = actor.code(), "refund requested");
    shop.work.notify_one();
    Ok(view)
}

/// The refund that was made under a key before, if there is one and it was the same request.
async fn known(connection: &mut PgConnection, key: Uuid, hash: &[u8]) -> Result<Option<RefundView>> {
    let Some(row) =
        sqlx::query!("SELECT id, request_hash FROM payments_refunds WHERE request_key = $1", key).fetch_optional(&mut *connection).await?
    else {
        return Ok(None);
    };
    if row.request_hash != hash {
        return Err(Error::refused(PaymentRefusal::RefundReused));
    }
    of_order::view(connection, row.id).await.map(Some)
}

fn hash(request: &RefundRequest) -> Result<Vec<u8>> {
    let bytes = serde_json::to_vec(request).map_err(|error| Error::Data(error.to_string()))?;
    Ok(Sha256::digest(&bytes).to_vec())
}
