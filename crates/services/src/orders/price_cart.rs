use domain::{cart::CartView, language::Language, orders::Benefit};

use super::{
    Entered, delivery,
    delivery::{Parcel, country_or_home},
    vouchers,
};
use crate::{catalog::Measure, error::Result, payments::gift_cards, shop::Shop};

/// Adds to a cart whose lines are there what is not theirs: the codes in use, the sums, and the ways of delivery with their fees. `read` is what was
/// entered beside the cart, and its variants' measures.
///
/// The country and the customer are those that were entered at checkout so far; before that the parcel goes to Switzerland and a voucher's limit per
/// customer is not looked at.
pub(crate) async fn price_cart(shop: &Shop, language: Language, read: (&Entered, &[Measure]), cart: &mut CartView) -> Result<()> {
    if cart.lines.is_empty() {
        cart.sum_up();
        return Ok(());
    }
    let (entered, measures) = read;
    let counting = || cart.lines.iter().filter(|line| line.counts());
    let grams = |variant| measures.iter().find(|measure| measure.variant == variant).map_or(0, |measure| i64::from(measure.weight_grams));
    let weight = counting().fold(0_i64, |sum, line| grams(line.variant).saturating_mul(i64::from(line.quantity)).saturating_add(sum));

    if let Some(code) = &entered.codes.voucher {
        let found = vouchers::find(&shop.pool, code, entered.customer().as_deref()).await?;
        let counted: Vec<_> = measures.iter().filter(|measure| counting().any(|line| line.variant == measure.variant)).copied().collect();
        cart.voucher = found.map(|found| found.on(&counted));
    }
    if let Some(card) = entered.codes.gift_card {
        cart.gift_card = gift_cards::usable(&shop.pool, card).await?;
    }
    cart.sum_up();
    let free = cart.voucher_problem.is_none() && cart.voucher.as_ref().is_some_and(|voucher| voucher.benefit == Benefit::FreeDelivery);
    let country = country_or_home(entered.draft.as_ref().map_or("", |draft| &draft.address.country));
    let parcel = Parcel { country, grams: weight, value: cart.items_total, free };
    cart.delivery_methods = delivery::methods(shop, language, &parcel).await?;
    cart.undeliverable = cart.delivery_methods.is_empty();
    Ok(())
}
