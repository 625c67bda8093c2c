use std::sync::Arc;

use domain::{
    email::Email,
    failure::FieldError,
    ids::{GuestId, VariantId},
    language::Language,
    orders::{CheckoutForm, OrderRefusal, PlacedOrder},
};
use uuid::Uuid;

use super::{
    draft,
    quote::{Quote, quote},
    store::{self, NewOrder},
};
use crate::{
    cart,
    error::{Error, Result},
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
    let hash = store::checkout_hash(guest, &form);
    if let Some(placed) = placed_before(shop, form.checkout_key, &hash).await? {
        return Ok(placed);
    }
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
        checkout_hash: &hash,
        language,
        email: email.as_str(),
        address,
        payment_method: &form.payment_method,
        hold_seconds: shop.settings.hold.as_secs_f64(),
    };
    match commit(shop, &order, &quote).await {
        Ok(payment) => {
            forget_cart(shop, guest).await;
            let pay_at = payments::submit(shop, payment).await?;
            Ok(PlacedOrder { token, pay_at })
        }
        // The same form arrived twice at once: the other one was first.
        Err(error) if error.constraint() == Some("orders_checkout_key_unique") => {
            placed_before(shop, form.checkout_key, &hash).await?.ok_or(Error::NotFound)
        }
        Err(error) => Err(error),
    }
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
pub(super) async fn commit(shop: &Shop, order: &NewOrder<'_>, quote: &Quote) -> Result<Uuid> {
    let mut transaction = shop.pool.begin().await?;
    store::insert(&mut transaction, order, quote).await?;
    let payment = payments::record(&mut transaction, shop, order.id, order.payment_method, quote.total).await?;
    // Last, because other orders of the same goods may wait for these locks.
    let wanted: Vec<(VariantId, u32)> = quote.lines.iter().map(|line| (line.variant, line.quantity)).collect();
    if let Err(short) = stock::hold(&mut transaction, order.id, &wanted).await? {
        let name = quote.lines.iter().find(|line| line.variant == short.variant).map(|line| line.name.clone()).unwrap_or_default();
        return Err(Error::refused(OrderRefusal::OutOfStock { variant: short.variant, name, left: short.left }));
    }
    transaction.commit().await?;
    Ok(payment)
}

/// The order stands; a cart that cannot be emptied now is a blemish, not a failure.
async fn forget_cart(shop: &Shop, guest: GuestId) {
    draft::forget(shop, guest).await;
    if let Err(error) = cart::clear(shop, guest).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "cart not emptied after checkout");
    }
}
