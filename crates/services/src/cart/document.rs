//! The cart's contents and what may be done to them. Nothing here asks anybody: what is on offer is handed in.

use domain::{
    cart::{CartRefusal, MOST_LINES, MOST_PIECES},
    ids::VariantId,
    vat::VatClass,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::CartLine;
use crate::catalog::{Offer, Picture, Texts};

/// A cart as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Document {
    /// Given to a guest's cart when the first thing is put in, and gone when it is emptied: what was taken over from it is remembered under it.
    #[serde(default)]
    pub id: Option<Uuid>,
    /// In the order in which they were put in; a variant has one line.
    pub lines: Vec<Line>,
    /// The line removed last, until it is put back or another one is removed.
    #[serde(default)]
    pub removed: Option<Removed>,
}

/// A variant as the buyer saw it when it was put in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Line {
    pub variant: VariantId,
    pub product_slug: String,
    pub sku: String,
    pub name: Texts,
    pub options: Texts,
    /// Rappen, gross.
    pub unit_price: i64,
    pub vat_class: VatClass,
    pub picture: Option<Picture>,
    pub quantity: u32,
}

/// A line that was taken out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Removed {
    pub line: Line,
    /// Where it stood.
    pub index: usize,
}

impl Line {
    fn of(offer: &Offer, quantity: u32) -> Self {
        Self {
            variant: offer.variant,
            product_slug: offer.product_slug.clone(),
            sku: offer.sku.clone(),
            name: offer.name.clone(),
            options: offer.options.clone(),
            unit_price: offer.price,
            vat_class: offer.vat_class,
            picture: offer.picture.clone(),
            quantity,
        }
    }
}

impl Document {
    /// Puts pieces of a variant in, on top of those that are there. The snapshot becomes that of now, for that is what the buyer sees.
    pub fn add(&mut self, offer: &Offer, quantity: u32) -> Result<(), CartRefusal> {
        let there = self.line(offer.variant).map_or(0, |line| line.quantity);
        let wanted = there.saturating_add(quantity);
        check(offer, wanted)?;
        match self.line(offer.variant) {
            Some(line) => *line = Line::of(offer, wanted),
            None => self.push(Line::of(offer, wanted))?,
        }
        Ok(())
    }

    /// Sets the pieces of a variant. Its line keeps the price it was put in at, so that a change since then stays visible; without a line, one
    /// is put in, since that is what the caller wants to see afterwards.
    pub fn set_quantity(&mut self, offer: &Offer, quantity: u32) -> Result<(), CartRefusal> {
        check(offer, quantity)?;
        match self.line(offer.variant) {
            Some(line) => line.quantity = quantity,
            None => self.push(Line::of(offer, quantity))?,
        }
        Ok(())
    }

    /// Takes a variant out and remembers it. One that is not there is gone already.
    pub fn remove(&mut self, variant: VariantId) {
        if let Some(index) = self.lines.iter().position(|line| line.variant == variant) {
            let line = self.lines.remove(index);
            self.removed = Some(Removed { line, index });
        }
    }

    /// Puts the line removed last back where it was; if the variant came in anew meanwhile, the pieces are added to it. What is in stock is
    /// not asked: the cart is as it was, and shows what has changed.
    pub fn undo_remove(&mut self) -> Result<(), CartRefusal> {
        let Some(Removed { line, index }) = self.removed.clone() else { return Ok(()) };
        if let Some(there) = self.line(line.variant) {
            there.quantity = there.quantity.saturating_add(line.quantity).min(MOST_PIECES);
        } else {
            if self.lines.len() >= MOST_LINES {
                return Err(CartRefusal::Full);
            }
            self.lines.insert(index.min(self.lines.len()), line);
        }
        self.removed = None;
        Ok(())
    }

    /// Takes out what became an order. What came in meanwhile stays, and there is nothing to put back.
    pub fn take_out(&mut self, ordered: &[CartLine]) {
        for line in &mut self.lines {
            let pieces = ordered.iter().filter(|ordered| ordered.variant == line.variant).map(|ordered| ordered.quantity);
            line.quantity = pieces.fold(line.quantity, u32::saturating_sub);
        }
        self.lines.retain(|line| line.quantity > 0);
        self.removed = None;
        if self.lines.is_empty() {
            *self = Self::default();
        }
    }

    /// The variants that the cart speaks of.
    pub fn variants(&self) -> Vec<VariantId> {
        self.lines.iter().chain(self.removed.as_ref().map(|removed| &removed.line)).map(|line| line.variant).collect()
    }

    fn line(&mut self, variant: VariantId) -> Option<&mut Line> {
        self.lines.iter_mut().find(|line| line.variant == variant)
    }

    fn push(&mut self, line: Line) -> Result<(), CartRefusal> {
        if self.lines.len() >= MOST_LINES {
            return Err(CartRefusal::Full);
        }
        self.lines.push(line);
        Ok(())
    }
}

/// Whether so many pieces may lie in a cart.
fn check(offer: &Offer, quantity: u32) -> Result<(), CartRefusal> {
    if !(1..=MOST_PIECES).contains(&quantity) {
        return Err(CartRefusal::QuantityOutOfRange);
    }
    if quantity > offer.available {
        return Err(CartRefusal::OutOfStock { left: offer.available });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Measure;

    fn offer(id: u128, price: i64, available: u32) -> Offer {
        Offer {
            variant: VariantId(Uuid::from_u128(id)),
            product_slug: format!("product-{id}"),
            sku: format!("PRODUCT-{id}"),
            name: Texts::default(),
            options: Texts::default(),
            picture: None,
            vat_class: VatClass::Standard,
            price,
            available,
            for_sale: true,
            measure: Measure { variant: VariantId(Uuid::from_u128(id)), weight_grams: 100, category: Uuid::nil() },
        }
    }

    fn quantities(document: &Document) -> Vec<(u128, u32)> {
        document.lines.iter().map(|line| (line.variant.0.as_u128(), line.quantity)).collect()
    }

    #[test]
    fn pieces_of_one_variant_add_up_to_the_stock() {
        let mut cart = Document::default();
        cart.add(&offer(1, 500, 5), 3).unwrap();
        cart.add(&offer(1, 600, 5), 2).unwrap();
        assert_eq!(quantities(&cart), [(1, 5)]);
        assert_eq!(cart.lines[0].unit_price, 600);
        assert_eq!(cart.add(&offer(1, 600, 5), 1), Err(CartRefusal::OutOfStock { left: 5 }));
    }

    #[test]
    fn absurd_quantities_are_refused() {
        let mut cart = Document::default();
        for quantity in [0, MOST_PIECES + 1, 1 << 31, u32::MAX] {
            assert_eq!(cart.add(&offer(1, 500, u32::MAX), quantity), Err(CartRefusal::QuantityOutOfRange));
            assert_eq!(cart.set_quantity(&offer(1, 500, u32::MAX), quantity), Err(CartRefusal::QuantityOutOfRange));
        }
        cart.add(&offer(1, 500, 1_000), MOST_PIECES).unwrap();
        assert_eq!(cart.add(&offer(1, 500, 1_000), u32::MAX), Err(CartRefusal::QuantityOutOfRange));
    }

    #[test]
    fn a_removed_line_comes_back_to_its_place() {
        let mut cart = Document::default();
        for id in 1..=3 {
            cart.add(&offer(id, 500, 9), 2).unwrap();
        }
        cart.remove(VariantId(Uuid::from_u128(2)));
        cart.remove(VariantId(Uuid::from_u128(7)));
        assert_eq!(quantities(&cart), [(1, 2), (3, 2)]);
        cart.undo_remove().unwrap();
        cart.undo_remove().unwrap();
        assert_eq!(quantities(&cart), [(1, 2), (2, 2), (3, 2)]);
    }

    #[test]
    fn a_line_that_came_in_anew_takes_the_removed_pieces() {
        let mut cart = Document::default();
        cart.add(&offer(1, 500, 99), 60).unwrap();
        cart.remove(VariantId(Uuid::from_u128(1)));
        cart.add(&offer(1, 500, 99), 50).unwrap();
        cart.undo_remove().unwrap();
        assert_eq!(quantities(&cart), [(1, MOST_PIECES)]);
    }

    #[test]
    fn what_came_in_while_the_order_was_placed_stays() {
        let mut cart = Document::default();
        cart.add(&offer(1, 500, 9), 3).unwrap();
        cart.add(&offer(2, 500, 9), 1).unwrap();
        let ordered = [CartLine { variant: VariantId(Uuid::from_u128(1)), quantity: 2, unit_price: 500 }];
        cart.take_out(&ordered);
        assert_eq!(quantities(&cart), [(1, 1), (2, 1)]);
        cart.id = Some(Uuid::from_u128(9));
        let all = [1, 2].map(|id| CartLine { variant: VariantId(Uuid::from_u128(id)), quantity: 1, unit_price: 500 });
        cart.take_out(&all);
        assert_eq!(cart, Document::default());
    }

    #[test]
    fn a_full_cart_takes_no_further_line() {
        let mut cart = Document::default();
        for id in 0..MOST_LINES as u128 {
            cart.add(&offer(id, 500, 9), 1).unwrap();
        }
        assert_eq!(cart.add(&offer(1_000, 500, 9), 1), Err(CartRefusal::Full));
        cart.add(&offer(0, 500, 9), 1).unwrap();
        cart.remove(VariantId(Uuid::from_u128(5)));
        cart.add(&offer(1_000, 500, 9), 1).unwrap();
        assert_eq!(cart.undo_remove(), Err(CartRefusal::Full));
        assert!(cart.removed.is_some());
    }
}
