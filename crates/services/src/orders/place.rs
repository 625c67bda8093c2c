use std::{io, sync::Arc};

use domain::{
    cart::CartOwner,
    email::Email,
    failure::{FieldError, Refusal},
    ids::VariantId,
    language::Language,
    orders::{CheckoutForm, OrderEvent, OrderRefusal, OrderState, PlacedOrder, seen_lines},
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    Actor,
    codes::{self, Codes},
    draft, invoices,
    quote::{Quote, quote},
    store::{self, NewOrder, NewRows},
    together::Outcome,
    transition::transition,
    vouchers,
};
use crate::{
    cart::{self, CartLine, Stored},
    error::{Error, Result},
    failpoints::failpoint,
    mail,
    payments::{self, NewPayment, gift_cards},
    shop::Shop,
    stock::{self, Wanted},
};

/// Places the order: freezes what was agreed, holds the stock and records the payment in one transaction, then asks the gateway for it. A guest's
/// order is new; an account's is its pending order, which moves on.
///
/// The same form sent again, at once or later, answers with the same order. Refusals and errors leave cart and draft as they were. The work
/// runs detached: a buyer who closes the page half-way leaves either a whole order or none.
pub async fn place(shop: Arc<Shop>, language: Language, owner: impl Into<CartOwner>, form: CheckoutForm) -> Result<PlacedOrder> {
    let owner = owner.into();
    let work = tokio::spawn(async move { Box::pin(place_detached(&shop, language, owner, form)).await });
    work.await.map_err(|error| Error::Data(format!("checkout did not finish: {error}")))?
}

async fn place_detached(shop: &Shop, language: Language, owner: CartOwner, form: CheckoutForm) -> Result<PlacedOrder> {
    let (key, hash) = (form.checkout_key, store::checkout_hash(owner, &form));
    if let Some(placed) = placed_before(shop, key, &hash).await? {
        // A process that ended right after the order left these behind; the next checkout would have this one's key and be refused.
        if draft::load(shop, owner).await.is_some_and(|draft| draft.checkout_key == key) {
            forget_left_over(shop, owner, &placed.token).await?;
        }
        return Ok(placed);
    }
    draft::save(shop, owner, &form).await;
    match place_anew(shop, language, owner, (form, &hash)).await {
        // The same form arrived twice at once: the other one was first, and what this one has met is its work - the key, the emptied cart, the used-up
        // voucher.
        Err(error) => {
            let placed = placed_before(shop, key, &hash).await?.ok_or(error)?;
            draft::forget(shop, owner).await;
            Ok(placed)
        }
        answer => answer,
    }
}

async fn place_anew(shop: &Shop, language: Language, owner: CartOwner, (form, hash): (CheckoutForm, &[u8])) -> Result<PlacedOrder> {
    let (email, form) = checked(shop, form)?;
    let cart = cart::contents(shop, owner).await?;
    let codes = &cart.entered.codes;
    let quoted = quote(shop, language, (codes, &cart.lines), &email, &form).await?;
    compare(&quoted, &form)?;
    let token = shop.new_token();
    let address = serde_json::to_value(&form.address).map_err(|error| Error::Data(error.to_string()))?;
    let order = NewOrder {
        id: cart.pending.map_or_else(|| shop.new_id(), |pending| pending.order),
        pending: cart.pending,
        token: &token,
        checkout_key: form.checkout_key,
        checkout_hash: hash,
        language,
        email: &email,
        address,
        payment_method: &form.payment_method,
        hold_seconds: shop.in_force().hold_for(&form.payment_method).as_secs_f64(),
    };
    match commit(shop, &order, &quoted).await {
        Ok(payment) => {
            forget_cart(shop, owner, &cart.lines, Some((cart.stored, codes))).await;
            let pay_at = match payment {
                Some(payment) => payments::submit(shop, payment).await?,
                None => None,
            };
            Ok(PlacedOrder { token, pay_at })
        }
        // Others used the voucher or the gift card up in the same moment: the buyer sees what it costs without, and decides anew.
        Err(Error::Refused(Refusal::Order(OrderRefusal::Voucher(_) | OrderRefusal::GiftCardChanged { .. }))) => {
            let now = quote(shop, language, (codes, &cart.lines), &email, &form).await?;
            compare(&now, &form)?;
            Err(Error::refused(OrderRefusal::CartChanged { total: now.total }))
        }
        Err(error) => Err(error),
    }
}

/// Whether lines and prices are those that the page showed: prices that changed against each other are no secret either.
fn is_as_seen(quote: &Quote, seen: &str) -> bool {
    seen.is_empty() || seen == seen_lines(quote.lines.iter().map(|line| (line.variant, line.quantity, line.unit_price)))
}

/// The answer to a checkout that was sent before, if it was.
async fn placed_before(shop: &Shop, key: Uuid, hash: &[u8]) -> Result<Option<PlacedOrder>> {
    let Some(known) = store::by_checkout_key(&shop.pool, key).await? else { return Ok(None) };
    if known.hash.as_deref() != Some(hash) {
        return Err(Error::refused(OrderRefusal::CheckoutReused));
    }
    // Nobody is sent to pay what was called off or is over.
    let pay_at = if known.state == OrderState::AwaitingPayment.code() { payments::resume(shop, known.id).await? } else { None };
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
    if !shop.takes(&form.payment_method) {
        errors.push(FieldError::unknown("payment_method"));
    }
    match (email, address) {
        (Ok(email), Ok(address)) if errors.is_empty() => Ok((email, CheckoutForm { address, ..form })),
        _ => Err(Error::Invalid(errors)),
    }
}

/// Refuses when the order would cost something else than the buyer saw, or when the gift card would pay another part of it.
fn compare(quote: &Quote, form: &CheckoutForm) -> Result<()> {
    if quote.total != form.seen_total || !is_as_seen(quote, &form.seen_lines) {
        return Err(Error::refused(OrderRefusal::CartChanged { total: quote.total }));
    }
    if quote.gift_card_total() != form.seen_gift_card {
        return Err(Error::refused(OrderRefusal::GiftCardChanged { due: quote.due() }));
    }
    Ok(())
}

/// What of an order is written whoever it is written with.
#[derive(Debug)]
pub(super) struct Parts {
    pub id: Uuid,
    pub rows: NewRows,
    /// None where nothing is left to pay.
    pub payment: Option<NewPayment>,
    pub wanted: Wanted,
}

/// Order, lines, history, payment record, voucher, gift card and hold: all or nothing. An order that leaves nothing to pay is paid at once, and has no
/// payment.
///
/// An order of which nothing but its stock can be refused is written together with others that arrive in the same moment, unless that is not possible.
pub(super) async fn commit(shop: &Shop, order: &NewOrder<'_>, quote: &Quote) -> Result<Option<Uuid>> {
    let payment = match quote.due() {
        0 => None,
        due => Some(NewPayment::of(shop, order.id, order.payment_method, due)?),
    };
    let wanted: Vec<(VariantId, u32)> = quote.lines.iter().map(|line| (line.variant, line.quantity)).collect();
    let parts = Arc::new(Parts { id: order.id, rows: NewRows::of(order, quote), payment, wanted: Wanted::of(&wanted)? });
    let is_plain = order.pending.is_none() && quote.voucher.is_none() && quote.gift_card.is_none() && parts.payment.is_some();
    let outcome = if is_plain { shop.placing.write(&shop.pool, Arc::clone(&parts)).await } else { Some(Outcome::GoAlone) };
    match outcome {
        Some(Outcome::Written) => {}
        Some(Outcome::GoAlone) => commit_alone(shop, order, quote, &parts).await?,
        None => return Err(sqlx::Error::Io(io::Error::other("the commit was not answered")).into()),
    }
    shop.work.notify_one();
    Ok(parts.payment.as_ref().map(|payment| payment.id))
}

/// The order in a transaction of its own.
async fn commit_alone(shop: &Shop, order: &NewOrder<'_>, quote: &Quote, parts: &Parts) -> Result<()> {
    let mut transaction = shop.begin().await?;
    if let Some(pending) = order.pending {
        store::open_pending(&mut transaction, pending).await?;
    }
    store::insert(&mut transaction, &[&parts.rows]).await?;
    if let Some(payment) = &parts.payment {
        payments::record(&mut transaction, &[payment]).await?;
    }
    redeem_codes(&mut transaction, order, quote).await?;
    // Last, because other orders of the same goods may wait for these locks.
    if let Err(short) = stock::hold(&mut transaction, order.id, &parts.wanted).await? {
        let name = quote.lines.iter().find(|line| line.variant == short.variant).map(|line| line.name.clone()).unwrap_or_default();
        return Err(Error::refused(OrderRefusal::OutOfStock { variant: short.variant, name, left: short.left }));
    }
    if parts.payment.is_none() {
        transition(&mut transaction, order.id, OrderState::AwaitingPayment, OrderEvent::Pay, Actor::Buyer).await?;
        mail::enqueue_order_confirmation(&mut transaction, shop, order.id).await?;
        stock::sell(&mut transaction, order.id).await?;
        invoices::issue(&mut transaction, shop, order.id).await?;
    }
    failpoint!("orders.place.before_commit");
    transaction.commit().await?;
    failpoint!("orders.place.committed");
    Ok(())
}

/// Uses voucher and gift card up for the order, in the same transaction and before the hot stock rows; refused when others were faster.
async fn redeem_codes(connection: &mut PgConnection, order: &NewOrder<'_>, quote: &Quote) -> Result<()> {
    if let Some((voucher, _)) = &quote.voucher
        && let Err(problem) = vouchers::consume(connection, order.id, *voucher, &order.email.customer()).await?
    {
        return Err(Error::refused(OrderRefusal::Voucher(problem)));
    }
    let part = quote.gift_card_total();
    if let Some((card, _)) = &quote.gift_card
        && part > 0
        && !gift_cards::redeem(connection, order.id, *card, part).await?
    {
        return Err(Error::refused(OrderRefusal::GiftCardChanged { due: quote.due() }));
    }
    Ok(())
}

/// Empties the cart of an order whose process ended before it could.
async fn forget_left_over(shop: &Shop, owner: CartOwner, token: &str) -> Result<()> {
    let order = store::id_of_token(&shop.pool, token).await?;
    let lines = {
        let mut connection = shop.pool.acquire().await?;
        store::lines(&mut connection, order).await?
    };
    let ordered: Vec<CartLine> = lines
        .iter()
        .map(|line| CartLine {
            variant: VariantId(line.variant_id),
            quantity: u32::try_from(line.quantity).unwrap_or(u32::MAX),
            unit_price: line.unit_price,
        })
        .collect();
    forget_cart(shop, owner, &ordered, None).await;
    Ok(())
}

/// The order stands; a cart that cannot be emptied now is a blemish, not a failure. An account's cart became the order, so there is none.
///
/// `read` is what was read when it was ordered; codes that were not there then are no part of the order, and stay. The draft goes last: while it is there
/// with the order's key, whoever sends the form again does this again.
async fn forget_cart(shop: &Shop, owner: CartOwner, ordered: &[CartLine], read: Option<(Stored, &Codes)>) {
    let (stored, codes) = read.unzip();
    if let Err(error) = cart::take_out(shop, owner, ordered, stored).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "cart not emptied after checkout");
    }
    if codes != Some(&Codes::default()) {
        codes::forget(shop, owner).await;
    }
    draft::forget(shop, owner).await;
}
