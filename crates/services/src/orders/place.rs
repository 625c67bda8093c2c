use std::sync::Arc;

use domain::{
    email::Email,
    failure::FieldError,
    ids::{GuestId, VariantId},
    language::Language,
    orders::{CheckoutForm, OrderEvent, OrderRefusal, OrderState, PlacedOrder},
};
use uuid::Uuid;

use super::{
    Actor, draft,
    quote::{Quote, quote},
    store::{self, NewOrder},
    transition::history,
};
use crate::{
    cart,
    error::{Error, Result},
    failpoints::failpoint,
    payments,
    shop::Shop,
    stock,
};

/// Places the order: freezes what was agreed, holds the stock and records the payment in one transaction, then asks the gateway for it.
///
/// The same form sent again, at once or later, answers with the same order. Refusals and errors leave cart and draft as they were. The work
/// runs detached: a buyer who closes the page half-way leaves either a whole order or none.
pub async fn place(shop: Arc<Shop>, language: Language, guest: GuestId, form: CheckoutForm) -> Result<PlacedOrder> {
    let work = tokio::spawn(async move { Box::pin(place_detached(&shop, language, guest, form)).await });
    work.await.map_err(|error| Error::Data(format!("checkout did not finish: {error}")))?
}

async fn place_detached(shop: &Shop, language: Language, guest: GuestId, form: CheckoutForm) -> Result<PlacedOrder> {
    let (key, hash) = (form.checkout_key, store::checkout_hash(guest, &form));
    if let Some(placed) = placed_before(shop, key, &hash).await? {
        // A process that ended right after the order left these behind; the next checkout would have this one's key and be refused.
        if draft::load(shop, guest).await.is_some_and(|draft| draft.checkout_key == key) {
            forget_cart(shop, guest).await;
        }
        return Ok(placed);
    }
    match place_new(shop, language, guest, form, &hash).await {
        // The same form arrived twice at once and the other one was first: it has the key, the cart's contents, maybe the last piece.
        Err(error) if matches!(error, Error::Refused(_)) || error.constraint() == Some("orders_checkout_key_unique") => {
            let placed = placed_before(shop, key, &hash).await?.ok_or(error)?;
            draft::forget(shop, guest).await;
            Ok(placed)
        }
        placed => placed,
    }
}

async fn place_new(shop: &Shop, language: Language, guest: GuestId, form: CheckoutForm, hash: &[u8]) -> Result<PlacedOrder> {
    draft::save(shop, guest, &form).await;
    let (email, form) = checked(shop, form)?;
    let quote = quote(shop, language, guest, &form.delivery_method).await?;
    if quote.total != form.seen_total {
        return Err(Error::refused(OrderRefusal::CartChanged { total: quote.total }));
    }
    let token = shop.new_token();
    let address = serde_json::to_value(&form.address).map_err(|error| Error::Data(error.to_string()))?;
    let order = NewOrder {
        id: shop.new_id(),
        token: &token,
        checkout_key: form.checkout_key,
        checkout_hash: hash,
        language,
        email: email.as_str(),
        address,
        payment_method: &form.payment_method,
        hold_seconds: shop.settings.hold.as_secs_f64(),
    };
    let payment = commit(shop, &order, &quote).await?;
    forget_cart(shop, guest).await;
    let pay_at = payments::submit(shop, payment).await?;
    Ok(PlacedOrder { token, pay_at })
}

/// The answer to a checkout that was sent before, if it was.
async fn placed_before(shop: &Shop, key: Uuid, hash: &[u8]) -> Result<Option<PlacedOrder>> {
    let Some(known) = store::by_checkout_key(&shop.pool, key).await? else { return Ok(None) };
    if known.hash.as_deref() != Some(hash) {
        return Err(Error::refused(OrderRefusal::CheckoutReused));
    }
    let pay_at = payments::resume(shop, known.id).await?;
    Ok(Some(PlacedOrder { token: known.token, pay_at }))
}

/// The form with its texts tidied, or everything that is wrong with it.
fn checked(shop: &Shop, form: CheckoutForm) -> Result<(Email, CheckoutForm)> {
    let mut errors = Vec::new();
    let email = match form.email.trim() {
        "" => Err(FieldError::required("email")),
        text => text.parse::<Email>().map_err(|_| FieldError::malformed("email")),
    };
    let email = email.map_err(|error| errors.push(error));
    let address = form.address.clone().checked().map_err(|mut wrong| errors.append(&mut wrong));
    if form.checkout_key.is_nil() {
        errors.push(FieldError::required("checkout_key"));
    }
    if !shop.settings.payment_methods.contains(&form.payment_method) {
        errors.push(FieldError::unknown("payment_method"));
    }
    match (email, address) {
        (Ok(email), Ok(address)) if errors.is_empty() => Ok((email, CheckoutForm { address, ..form })),
        _ => Err(Error::Invalid(errors)),
    }
}

/// Order, lines, history, hold and payment record: all or nothing.
async fn commit(shop: &Shop, order: &NewOrder<'_>, quote: &Quote) -> Result<Uuid> {
    let mut transaction = shop.pool.begin().await?;
    store::insert(&mut transaction, order, quote).await?;
    history(&mut transaction, order.id, None, OrderEvent::Place, OrderState::AwaitingPayment, Actor::Buyer).await?;
    let wanted: Vec<(VariantId, u32)> = quote.lines.iter().map(|line| (line.variant, line.quantity)).collect();
    if let Err(short) = stock::hold(&mut transaction, order.id, &wanted).await? {
        let name = quote.lines.iter().find(|line| line.variant == short.variant).map(|line| line.name.clone()).unwrap_or_default();
        return Err(Error::refused(OrderRefusal::OutOfStock { variant: short.variant, name, left: short.left }));
    }
    let payment = payments::record(&mut transaction, shop, order.id, order.payment_method, quote.total).await?;
    failpoint!("orders.place.before_commit");
    transaction.commit().await?;
    failpoint!("orders.place.committed");
    Ok(payment)
}

/// The order stands; a cart that cannot be emptied now is a blemish, not a failure.
async fn forget_cart(shop: &Shop, guest: GuestId) {
    draft::forget(shop, guest).await;
    if let Err(error) = cart::clear(shop, guest).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "cart not emptied after checkout");
    }
}
