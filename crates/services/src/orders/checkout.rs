use domain::{
    cart::{CartOwner, CartView},
    language::Language,
    orders::{CheckoutForm, CheckoutView, seen_lines},
};
use uuid::Uuid;

use super::draft;
use crate::{accounts, cart, error::Result, payments, shop::Shop};

/// The checkout page: the cart, the ways to pay, and what was entered before.
///
/// The checkout key is made here and kept with the draft, so that two tabs and a reload belong to one checkout.
pub async fn checkout(shop: &Shop, language: Language, owner: Option<CartOwner>) -> Result<CheckoutView> {
    let cart = cart::shown(shop, language, owner).await?;
    complete(shop, language, owner, (cart.view, cart.entered.draft)).await
}

/// The same for a page that has read its owner's cart already.
pub async fn checkout_of(shop: &Shop, language: Language, owner: Option<CartOwner>, cart: CartView) -> Result<CheckoutView> {
    let draft = match owner {
        Some(owner) => draft::load(shop, owner).await,
        None => None,
    };
    complete(shop, language, owner, (cart, draft)).await
}

async fn complete(
    shop: &Shop,
    language: Language,
    owner: Option<CartOwner>,
    (cart, draft): (CartView, Option<CheckoutForm>),
) -> Result<CheckoutView> {
    let mut form = draft.unwrap_or_default();
    let payment_methods = payments::methods(shop, language).await;
    let is_new = form.checkout_key == Uuid::nil();
    if is_new {
        form.checkout_key = shop.new_key();
        "CH".clone_into(&mut form.address.country);
        form.delivery_method = cart.delivery_methods.first().map(|method| method.code.clone()).unwrap_or_default();
        form.payment_method = payment_methods.first().map(|method| method.code.clone()).unwrap_or_default();
    }
    // Also a draft that came along from a guest who has not entered anything yet.
    let is_begun = begin_with_account(shop, owner, &mut form).await?;
    if let Some(owner) = owner.filter(|_| (is_new || is_begun) && !cart.lines.is_empty()) {
        draft::save(shop, owner, &form).await;
    }
    // The chosen one may not carry what is in the cart now, or not to the country entered since.
    if !cart.delivery_methods.iter().any(|method| method.code == form.delivery_method) {
        form.delivery_method = cart.delivery_methods.first().map(|method| method.code.clone()).unwrap_or_default();
    }
    let fee = cart.delivery_methods.iter().find(|method| method.code == form.delivery_method).map_or(0, |method| method.fee);
    form.seen_total = cart.total(fee);
    form.seen_gift_card = cart.gift_card_pays(form.seen_total);
    form.seen_lines = seen_lines(cart.lines.iter().map(|line| (line.variant, line.quantity, line.unit_price)));
    Ok(CheckoutView { cart, form, payment_methods })
}

/// An account's checkout begins with what its owner keeps with the shop; what was entered already stays. Answers whether anything was filled in.
async fn begin_with_account(shop: &Shop, owner: Option<CartOwner>, form: &mut CheckoutForm) -> Result<bool> {
    let Some(CartOwner::Account(account)) = owner.filter(|_| form.email.is_empty()) else { return Ok(false) };
    let Some((email, address)) = accounts::beginning(shop, account).await? else { return Ok(false) };
    form.email = email;
    if let Some(address) = address
        && form.address.name.is_empty()
        && form.address.street.is_empty()
    {
        form.address = address;
    }
    Ok(true)
}
