use domain::{
    failure::FieldError,
    orders::{OrderRefusal, Pieces, ReturnForm, ReturnRequest, quantity_field},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    super::{lock::lock, store::id_of_token},
    store::{self, NewReturn, Returnable},
};
use crate::{
    error::{Error, Result},
    failpoints::failpoint,
    mail,
    shop::Shop,
};

/// Most returns of one order: more is no longer a person sending goods back.
pub const MOST_RETURNS: usize = 10;

/// The buyer asks to send goods back. Staff and buyer get a mail; staff decide.
///
/// The same form sent twice makes one return. What is wrong is said field by field; refused when the order has nothing that could go back, or when
/// the time for it is over ([`crate::settings::InForce::return_days`] after a parcel was handed over, by the database's clock).
pub async fn request(shop: &Shop, token: &str, form: &ReturnForm) -> Result<()> {
    let order = id_of_token(&shop.pool, token).await?;
    let asked = form.checked().map_err(Error::Invalid)?;
    let made = ask(shop, order, form, &asked).await;
    made.map_err(|error| match error.constraint() {
        Some("orders_return_lines_within_sent" | "orders_return_lines_line") => Error::Invalid(vec![FieldError::unknown("pieces")]),
        _ => error,
    })
}

async fn ask(shop: &Shop, order: Uuid, form: &ReturnForm, asked: &ReturnRequest) -> Result<()> {
    let request_hash = hash(form)?;
    let mut transaction = shop.begin().await?;
    let state = lock(&mut transaction, order).await?.state;
    if let Some(before) = store::hash_of(&mut transaction, order, asked.number).await? {
        return if before == request_hash { Ok(()) } else { Err(Error::refused(OrderRefusal::RequestReused)) };
    }
    if !state.takes_returns() {
        return Err(Error::refused(OrderRefusal::WrongState { state }));
    }
    if store::count(&mut transaction, order).await? >= MOST_RETURNS {
        return Err(Error::refused(OrderRefusal::TooManyReturns));
    }
    compare(&store::returnable(&mut transaction, order, shop.in_force().return_days).await?, &asked.pieces)?;
    let goods = NewReturn {
        id: shop.new_id(),
        order,
        request_hash: &request_hash,
        reason: asked.reason,
        words: &asked.words,
        pieces: &asked.pieces,
    };
    store::insert(&mut transaction, &goods).await?;
    let view = store::one(&mut transaction, order, goods.id).await?;
    let number = mail::enqueue_return_news(&mut transaction, shop, order, &view).await?;
    let text = format!("Order {number}: the buyer wants to send goods back ({}).\n{}", asked.reason.code(), asked.words);
    mail::alert_staff(&mut transaction, shop, &format!("return/{}", goods.id), &format!("Return of order {number} to decide"), &text)
        .await?;
    failpoint!("orders.returns.request.before_commit");
    transaction.commit().await?;
    failpoint!("orders.returns.request.committed");
    shop.work.notify_one();
    Ok(())
}

/// Holds what was asked for against what may go back, line by line.
fn compare(returnable: &[Returnable], asked: &[Pieces]) -> Result<()> {
    let errors: Vec<FieldError> = asked
        .iter()
        .filter_map(|pieces| {
            let most = returnable.iter().find(|line| line.position == pieces.position).map_or(0, |line| line.in_time);
            (pieces.quantity > most).then(|| FieldError::too_large(&quantity_field(&pieces.position.to_string()), most))
        })
        .collect();
    if errors.is_empty() {
        return Ok(());
    }
    // Nothing at all may go back although the buyer has it: that is no matter of quantities.
    if returnable.iter().all(|line| line.in_time == 0) && returnable.iter().any(|line| line.there > 0) {
        return Err(Error::refused(OrderRefusal::ReturnTimeOver));
    }
    Err(Error::Invalid(errors))
}

/// What was asked for, as a hash: the same form again is one return, other contents under its number are refused.
fn hash(form: &ReturnForm) -> Result<Vec<u8>> {
    let mut hash = Sha256::new();
    hash.update(serde_json::to_vec(form).map_err(|error| Error::Data(error.to_string()))?);
    Ok(hash.finalize().to_vec())
}
