use domain::{
    accounts::Permission,
    failure::FieldError,
    ids::PaymentId,
    orders::Pieces,
    payments::{PaymentRefusal, PaymentState, RefundReason, RefundView},
};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    lines, of_order,
    store::{self, NewRefund},
};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    failpoints::failpoint,
    orders::{self, Acting},
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
/// As of [`Actor::may`](crate::orders::Actor::may); [`Error::Invalid`] for `amount`, `reason` or `remark`; and as [`PaymentRefusal`]: `NotPaid`,
/// `NeedsReview` while the payment is in quarantine, `RefundTooLarge` beyond what is left, `RefundReused` if the key was used for something else.
pub async fn refund(shop: &Shop, by: impl Into<Acting>, request: &RefundRequest) -> Result<RefundView> {
    let by = by.into();
    by.may(Permission::Refund)?;
    check(request)?;
    give_back(shop, by, Wanted { request, pieces: &[] }).await
}

/// Gives back what the buyer paid for some pieces of the order, after discount and without delivery; `amount` of the request counts for nothing. Pieces
/// whose money went back do not count a second time. For staff who may [`Permission::Refund`].
///
/// # Errors
/// As of [`refund`]; [`Error::Invalid`] without pieces; [`StaffRefusal::TooManyPieces`](domain::backoffice::StaffRefusal::TooManyPieces) for more than are
/// left of a line.
pub async fn refund_lines(shop: &Shop, by: impl Into<Acting>, request: &RefundRequest, pieces: &[Pieces]) -> Result<RefundView> {
    let by = by.into();
    by.may(Permission::Refund)?;
    check(request)?;
    let pieces: Vec<Pieces> = pieces.iter().copied().filter(|wanted| wanted.quantity > 0).collect();
    if pieces.is_empty() {
        return Err(Error::Invalid(vec![FieldError::required("pieces")]));
    }
    give_back(shop, by, Wanted { request, pieces: &pieces }).await
}

/// What is to be given back: for pieces, or else as the request says.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    request: &'a RefundRequest,
    pieces: &'a [Pieces],
}

async fn give_back(shop: &Shop, by: Acting, wanted: Wanted<'_>) -> Result<RefundView> {
    let (request, hash) = (wanted.request, hash(wanted)?);
    match write(shop, by, wanted, &hash).await {
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

async fn write(shop: &Shop, by: Acting, wanted: Wanted<'_>, hash: &[u8]) -> Result<RefundView> {
    let request = wanted.request;
    let mut transaction = shop.begin().await?;
    let order = payments_store::order_of(&mut transaction, request.payment.0).await?;
    let locked = orders::lock_for_payment(&mut transaction, order).await?;
    let payment = payments_store::lock(&mut transaction, request.payment.0).await?;
    if let Some(view) = known(&mut transaction, request.key, hash).await? {
        return Ok(view);
    }
    by.check(order, locked.version)?;
    if payment.state == PaymentState::Quarantined {
        return Err(Error::refused(PaymentRefusal::NeedsReview));
    }
    let balance = store::balance(&mut transaction, payment.id).await?.ok_or_else(|| Error::refused(PaymentRefusal::NotPaid))?;
    let left = balance.left();
    let amount = match wanted.pieces {
        [] => request.amount.unwrap_or(left),
        pieces => lines::worth(&mut transaction, order, pieces).await?,
    };
    if amount <= 0 || amount > left {
        return Err(Error::refused(PaymentRefusal::RefundTooLarge { left: left.max(0) }));
    }
    let refund = NewRefund {
        payment: payment.id,
        amount,
        reason: request.reason,
        request_key: request.key,
        request_hash: hash,
        actor: by.actor,
        remark: request.remark.trim(),
    };
    let id = store::insert(&mut transaction, shop, &refund).await?;
    lines::write(&mut transaction, id, order, wanted.pieces).await?;
    let view = of_order::view(&mut transaction, id).await?;
    let entry = Entry {
        action: "payment.refund",
        subject: &locked.number,
        before: json!({ "left": left }),
        after: json!({ "payment": payment.id, "refund": id, "amount": amount, "reason": request.reason, "pieces": wanted.pieces }),
    };
    audit_log::write(&mut transaction, by, entry).await?;
    failpoint!("payments.refund.before_commit");
    transaction.commit().await?;
    failpoint!("payments.refund.committed");
    tracing::info!(payment = %payment.id, refund = %id, amount, reason = request.reason.code(), actor = by.actor.code(), "refund requested");
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

fn hash(wanted: Wanted<'_>) -> Result<Vec<u8>> {
    let bytes = match wanted.pieces {
        [] => serde_json::to_vec(wanted.request),
        pieces => serde_json::to_vec(&(wanted.request, pieces)),
    };
    let bytes = bytes.map_err(|error| Error::Data(error.to_string()))?;
    Ok(Sha256::digest(&bytes).to_vec())
}
