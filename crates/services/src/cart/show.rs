//! The cart as a page shows it: the snapshots, joined with what is on offer now.

use domain::{
    cart::{CartLineView, CartView, LineChange},
    language::Language,
    vat::shares,
};

use super::document::{Document, Line};
use crate::{
    catalog::{Offer, offers},
    error::Result,
    orders::delivery,
    shop::Shop,
};

/// What the cart at a version shows, in the page's language.
pub(super) async fn show(shop: &Shop, language: Language, version: u64, document: &Document) -> Result<CartView> {
    let offers = offers(shop, &document.variants()).await?;
    let find = |line: &Line| offers.iter().find(|offer| offer.variant == line.variant);
    let today = shop.clock.now().with_timezone(&chrono_tz::Europe::Zurich).date_naive();

    let lines: Vec<_> = document.lines.iter().map(|line| line_view(line, find(line), language)).collect();
    let goods: Vec<_> = lines.iter().filter(|line| can_be_bought(line)).map(|line| (line.vat_class.rate_on(today), line.total)).collect();
    let items_total = goods.iter().fold(0_i64, |sum, (_, total)| sum.saturating_add(*total));
    let delivery_methods = if lines.is_empty() { Vec::new() } else { delivery::methods(shop, language, items_total).await? };
    Ok(CartView {
        version,
        pieces: lines.iter().fold(0, |sum, line| line.quantity.saturating_add(sum)),
        items_total,
        delivery_methods,
        vat: shares(&goods, 0),
        removed: document.removed.as_ref().map(|removed| line_view(&removed.line, find(&removed.line), language)),
        lines,
    })
}

/// A line that is short counts in full: the buyer sees its total, and has to settle the number of pieces before buying.
fn can_be_bought(line: &CartLineView) -> bool {
    !matches!(line.change, Some(LineChange::Gone | LineChange::SoldOut))
}

fn line_view(line: &Line, offer: Option<&Offer>, language: Language) -> CartLineView {
    let offer = offer.filter(|offer| offer.for_sale);
    let unit_price = offer.map_or(line.unit_price, |offer| offer.price);
    CartLineView {
        variant: line.variant,
        product_slug: line.product_slug.clone(),
        name: line.name.get(language).to_owned(),
        options: line.options.get(language).to_owned(),
        sku: line.sku.clone(),
        unit_price,
        quantity: line.quantity,
        total: unit_price.saturating_mul(i64::from(line.quantity)),
        vat_class: offer.map_or(line.vat_class, |offer| offer.vat_class),
        picture: line.picture.as_ref().map(|picture| picture.view(language)),
        change: change(line, offer),
        available: offer.map_or(0, |offer| offer.available),
    }
}

/// What is different from when the line was put in; what stands in the way of buying comes before what only costs more or less.
fn change(line: &Line, offer: Option<&Offer>) -> Option<LineChange> {
    let Some(offer) = offer else { return Some(LineChange::Gone) };
    if offer.available == 0 {
        Some(LineChange::SoldOut)
    } else if offer.available < line.quantity {
        Some(LineChange::Stock { left: offer.available })
    } else if offer.price != line.unit_price {
        Some(LineChange::Price { before: line.unit_price })
    } else {
        None
    }
}
