use domain::{
    cart::{CartOwner, CartView},
    email::Email,
    language::Language,
    orders::Benefit,
};

use super::{
    codes, delivery,
    delivery::{Parcel, country_or_home},
    draft, vouchers,
};
use crate::{catalog, error::Result, payments::gift_cards, shop::Shop};

/// Adds to a cart whose lines are there what is not theirs: the codes in use, the sums, and the ways of delivery with their fees.
///
/// The country and the customer are those that were entered at checkout so far; before that the parcel goes to Switzerland and a voucher's limit per
/// customer is not looked at.
pub(crate) async fn price_cart(shop: &Shop, language: Language, owner: CartOwner, cart: &mut CartView) -> Result<()> {
    if cart.lines.is_empty() {
        cart.sum_up();
        return Ok(());
    }
    let (codes, draft) = tokio::join!(codes::load(shop, owner), draft::load(shop, owner));
    let draft = draft.unwrap_or_default();
    let counting = || cart.lines.iter().filter(|line| line.counts());
    let measures = catalog::measures(shop, &counting().map(|line| line.variant).collect::<Vec<_>>()).await?;
    let grams = |variant| measures.iter().find(|measure| measure.variant == variant).map_or(0, |measure| i64::from(measure.weight_grams));
    let weight = counting().fold(0_i64, |sum, line| grams(line.variant).saturating_mul(i64::from(line.quantity)).saturating_add(sum));

    if let Some(code) = &codes.voucher {
        let customer = draft.email.parse::<Email>().ok().map(|email| email.customer());
        let found = vouchers::find(&shop.pool, code, customer.as_deref()).await?;
        cart.voucher = found.map(|found| found.on(&measures));
    }
    if let Some(card) = codes.gift_card {
        cart.gift_card = gift_cards::usable(&shop.pool, card).await?;
    }
    cart.sum_up();
    let free = cart.voucher_problem.is_none() && cart.voucher.as_ref().is_some_and(|voucher| voucher.benefit == Benefit::FreeDelivery);
    let parcel = Parcel { country: country_or_home(&draft.address.country), grams: weight, value: cart.items_total, free };
    cart.delivery_methods = delivery::methods(shop, language, &parcel).await?;
    cart.undeliverable = cart.delivery_methods.is_empty();
    Ok(())
}
