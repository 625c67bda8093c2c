//! The cart as a page shows it: the snapshots, joined with what is on offer now.

use chrono::NaiveDate;
use domain::{
    cart::{CartLineView, CartOwner, CartView, LineChange},
    language::Language,
};

use super::document::{Document, Line};
use crate::{
    catalog::{Offer, offers},
    error::Result,
    orders,
    shop::Shop,
};

/// What the cart at a version shows, in the page's language.
pub(super) async fn show(shop: &Shop, language: Language, owner: CartOwner, version: u64, document: &Document) -> Result<CartView> {
    let offers = offers(shop, &document.variants()).await?;
    let find = |line: &Line| offers.iter().find(|offer| offer.variant == line.variant);
    let today = shop.clock.now().with_timezone(&chrono_tz::Europe::Zurich).date_naive();

    let view = |line: &Line| line_view(line, find(line), language, today);
    let mut cart = CartView {
        version,
        lines: document.lines.iter().map(view).collect(),
        removed: document.removed.as_ref().map(|removed| view(&removed.line)),
        ..CartView::default()
    };
    Box::pin(orders::price_cart(shop, language, owner, &mut cart)).await?;
    Ok(cart)
}

fn line_view(line: &Line, offer: Option<&Offer>, language: Language, today: NaiveDate) -> CartLineView {
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
        vat_rate: offer.map_or(line.vat_class, |offer| offer.vat_class).rate_on(today),
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
