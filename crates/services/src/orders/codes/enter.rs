use domain::{
    cart::{CartOwner, CartView},
    failure::{FieldError, Refusal},
    language::Language,
    orders::{OrderRefusal, tidy_code},
    payments::GiftCardCode,
};

use super::kept::{Codes, keep};
use crate::{
    accounts::{
        Caller,
        limits::{self, Limit},
    },
    cart::{self, Shown},
    error::{Error, Result},
    orders::vouchers,
    payments::gift_cards,
    shop::Shop,
};

/// Uses a voucher or a gift card for the cart; the code itself tells which it is. It takes the place of the one of its kind that was in use.
///
/// Refused by an [`OrderRefusal`]: `CodeUnknown` for what is none or no longer one, `Voucher` with the reason when a voucher takes nothing off this
/// cart, `CodesTried` after too many tries. Nothing is consumed before the order is placed.
pub async fn enter(shop: &Shop, language: Language, owner: impl Into<CartOwner>, text: &str) -> Result<CartView> {
    let owner = owner.into();
    if text.trim().is_empty() {
        return Err(Error::Invalid(vec![FieldError::required("code")]));
    }
    gift_cards::count_try(shop, owner).await?;
    let code = tidy_code(text).ok_or_else(|| Error::refused(OrderRefusal::CodeUnknown))?;
    let cart = cart::shown(shop, language, Some(owner)).await?;
    if cart.view.lines.is_empty() {
        return Err(Error::refused(OrderRefusal::CartEmpty));
    }
    let before = cart.entered.codes.clone();
    let codes = if voucher_fits(shop, &code, cart).await? {
        Codes { voucher: Some(code), ..before }
    } else {
        let unknown = || Error::refused(OrderRefusal::CodeUnknown);
        let code = GiftCardCode::read(&code).ok_or_else(unknown)?;
        let found = gift_cards::find(&shop.pool, &code).await?.ok_or_else(unknown)?;
        Codes { gift_card: Some(found), ..before }
    };
    keep(shop, owner, &codes).await?;
    cart::view(shop, language, Some(owner)).await
}

/// The same for somebody out there: codes that are none are counted by where they come from as well, since whoever tries codes can be another guest each
/// time.
///
/// # Errors
/// [`Error::TooMany`] when too many were tried from there; else as of [`enter`].
pub async fn enter_from(shop: &Shop, caller: &Caller, language: Language, owner: CartOwner, text: &str) -> Result<CartView> {
    let block = caller.network();
    limits::count(shop, Limit::VoucherByBlock, &block).await?;
    let entered = enter(shop, language, owner, text).await;
    // What is right, and what failed for another reason than the code, is no guess.
    if !matches!(&entered, Err(Error::Refused(Refusal::Order(OrderRefusal::CodeUnknown | OrderRefusal::CodesTried)))) {
        limits::give_back(shop, Limit::VoucherByBlock, &block).await;
    }
    entered
}

/// Whether the code is a voucher's; refused when it is and takes nothing off the cart.
async fn voucher_fits(shop: &Shop, code: &str, cart: Shown) -> Result<bool> {
    let Shown { mut view, entered, measures } = cart;
    let Some(found) = vouchers::find(&shop.pool, code, entered.customer().as_deref()).await? else { return Ok(false) };
    view.voucher = Some(found.on(&measures));
    view.sum_up();
    match view.voucher_problem {
        Some(problem) => Err(Error::refused(OrderRefusal::Voucher(problem))),
        None => Ok(true),
    }
}
