//! The cart as a page shows it: the snapshots, joined with what is on offer now.

use domain::{
    cart::{CartLineView, CartOwner, CartView, LineChange},
    language::Language,
};

use super::{
    document::Line,
    store::{self, Current},
};
use crate::{
    catalog::{self, Measure, Offer},
    error::Result,
    orders::{self, Entered},
    shop::Shop,
    vat::{self, Today},
};

/// A cart as a page shows it, with what was read for it.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    /// What the page shows.
    pub view: CartView,
    /// What was entered beside the cart.
    pub entered: Entered,
    /// Those of the variants in it that exist.
    pub measures: Vec<Measure>,
}

/// As [`super::view`], with what was read for it.
pub(crate) async fn shown(shop: &Shop, language: Language, owner: Option<CartOwner>) -> Result<Shown> {
    let Some(owner) = owner else { return Ok(Shown::default()) };
    let (stored, entered) = store::open(shop, owner).await?;
    let current = Current { version: stored.version(), document: stored.document, entered };
    show(shop, language, current, Vec::new()).await
}

/// What a cart shows, in the page's language. Only those variants are asked for that are not known from just now.
pub(super) async fn show(shop: &Shop, language: Language, cart: Current, known: Vec<Offer>) -> Result<Shown> {
    let Current { version, document, entered } = cart;
    let mut offers = known;
    let unknown: Vec<_> = document.variants().into_iter().filter(|variant| offers.iter().all(|offer| offer.variant != *variant)).collect();
    offers.extend(catalog::offers(shop, &unknown).await?);
    let find = |line: &Line| offers.iter().find(|offer| offer.variant == line.variant);
    let today = vat::today(shop).await?;

    let view = |line: &Line| line_view(line, find(line), language, &today);
    let mut cart = CartView {
        version,
        lines: document.lines.iter().map(view).collect(),
        removed: document.removed.as_ref().map(|removed| view(&removed.line)),
        ..CartView::default()
    };
    let measures: Vec<_> = offers.iter().map(|offer| offer.measure).collect();
    Box::pin(orders::price_cart(shop, language, (&entered, &measures), &mut cart)).await?;
    Ok(Shown { view: cart, entered, measures })
}

fn line_view(line: &Line, offer: Option<&Offer>, language: Language, today: &Today) -> CartLineView {
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
        vat_rate: today.rate(offer.map_or(line.vat_class, |offer| offer.vat_class)),
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
