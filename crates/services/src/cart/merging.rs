//! What becomes of a guest's cart that is taken into an account's. Nothing here asks anybody: what is on offer is handed in.

use domain::{
    cart::{MOST_LINES, MOST_PIECES},
    ids::VariantId,
};

use super::document::{Document, Line};
use crate::catalog::{Offer, Texts};

/// What a log-in made of the guest's cart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Lines of the guest's cart that were taken over, in part at least; 0 when there was nothing, or when it had been taken over before.
    pub lines: usize,
    /// Where the cart holds fewer pieces than both carts together, for the buyer to be told.
    pub capped: Vec<Capped>,
}

/// A line that could not be taken over whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capped {
    /// What it is.
    pub variant: VariantId,
    /// Its product's name, since a line that was left out is in no cart any more.
    pub name: Texts,
    /// The pieces of both carts together.
    pub wanted: u32,
    /// The pieces in the cart now.
    pub kept: u32,
    /// Why.
    pub by: CappedBy,
}

/// Why a line was not taken over whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CappedBy {
    /// There are no more.
    Stock,
    /// A line holds at most [`MOST_PIECES`].
    Pieces,
    /// A cart holds at most [`MOST_LINES`] lines.
    Lines,
}

/// Puts the guest's lines into the account's cart. Quantities of the same variant are summed, up to what is in stock and to [`MOST_PIECES`]; further
/// lines follow while there is room. The guest's snapshot wins, since that is what the buyer has looked at last.
///
/// What is sold out or no longer sold at all has no stock to be capped at: it stays as it lies in the one cart or the other, and the cart's page says
/// what is the matter with it. So nothing disappears without a word.
pub(super) fn merge(into: &mut Document, lines: &[Line], offers: &[Offer]) -> Merged {
    let mut merged = Merged::default();
    for line in lines {
        let left = offers.iter().find(|offer| offer.variant == line.variant && offer.for_sale).map_or(0, |offer| offer.available);
        let full = into.lines.len() >= MOST_LINES;
        let there = into.lines.iter_mut().find(|there| there.variant == line.variant);
        let before = there.as_ref().map_or(0, |there| there.quantity);
        let wanted = before.saturating_add(line.quantity);
        let (kept, by) = cap(wanted, before.max(line.quantity), left);
        let capped = |kept, by| Capped { variant: line.variant, name: line.name.clone(), wanted, kept, by };
        match there {
            Some(there) => *there = Line { quantity: kept, ..line.clone() },
            None if full => {
                merged.capped.push(capped(0, CappedBy::Lines));
                continue;
            }
            None => into.lines.push(Line { quantity: kept, ..line.clone() }),
        }
        merged.lines += 1;
        if let Some(by) = by {
            merged.capped.push(capped(kept, by));
        }
    }
    merged
}

/// How many of the wanted pieces are kept, and what forbade more. `larger` is what the larger of the two carts holds.
fn cap(wanted: u32, larger: u32, left: u32) -> (u32, Option<CappedBy>) {
    if left == 0 {
        let kept = larger.min(MOST_PIECES);
        return (kept, (kept < wanted).then_some(CappedBy::Stock));
    }
    let kept = wanted.min(left).min(MOST_PIECES);
    let by = if left < MOST_PIECES { CappedBy::Stock } else { CappedBy::Pieces };
    (kept, (kept < wanted).then_some(by))
}

#[cfg(test)]
mod tests {
    use domain::vat::VatClass;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::catalog::Measure;

    fn variant(id: u128) -> VariantId {
        VariantId(Uuid::from_u128(id))
    }

    fn line(id: u128, quantity: u32) -> Line {
        Line {
            variant: variant(id),
            product_slug: String::new(),
            sku: String::new(),
            name: Texts::default(),
            options: Texts::default(),
            unit_price: 500,
            vat_class: VatClass::Standard,
            picture: None,
            quantity,
        }
    }

    fn offer(id: u128, available: u32) -> Offer {
        Offer {
            variant: variant(id),
            product_slug: String::new(),
            sku: String::new(),
            name: Texts::default(),
            options: Texts::default(),
            picture: None,
            vat_class: VatClass::Standard,
            price: 500,
            available,
            for_sale: true,
            measure: Measure { variant: variant(id), weight_grams: 100, category: Uuid::nil() },
        }
    }

    fn cart(lines: &[(u128, u32)]) -> Document {
        Document { lines: lines.iter().map(|&(id, quantity)| line(id, quantity)).collect(), ..Document::default() }
    }

    fn pieces(document: &Document) -> Vec<(u128, u32)> {
        document.lines.iter().map(|line| (line.variant.0.as_u128(), line.quantity)).collect()
    }

    #[test]
    fn the_same_variant_is_summed_and_the_others_follow() {
        let mut into = cart(&[(1, 2), (2, 1)]);
        let merged = merge(&mut into, &cart(&[(3, 4), (1, 3)]).lines, &[offer(1, 50), offer(2, 50), offer(3, 50)]);
        assert_eq!(pieces(&into), [(1, 5), (2, 1), (3, 4)]);
        assert_eq!(merged, Merged { lines: 2, capped: Vec::new() });
    }

    #[test]
    fn what_there_is_not_is_capped_and_told() {
        let mut into = cart(&[(1, 2), (2, 60)]);
        let merged = merge(&mut into, &cart(&[(1, 3), (2, 60), (3, 9)]).lines, &[offer(1, 4), offer(2, 500), offer(3, 5)]);
        assert_eq!(pieces(&into), [(1, 4), (2, MOST_PIECES), (3, 5)]);
        let told: Vec<_> = merged.capped.iter().map(|capped| (capped.wanted, capped.kept, capped.by)).collect();
        assert_eq!(told, [(5, 4, CappedBy::Stock), (120, MOST_PIECES, CappedBy::Pieces), (9, 5, CappedBy::Stock)]);
    }

    #[test]
    fn what_is_sold_out_stays_in_the_cart() {
        let mut into = cart(&[(1, 2)]);
        let merged = merge(&mut into, &cart(&[(1, 3), (2, 4)]).lines, &[offer(1, 0)]);
        assert_eq!(pieces(&into), [(1, 3), (2, 4)]);
        assert_eq!(merged.capped.len(), 1);
    }

    #[test]
    fn a_full_cart_tells_what_it_left_out() {
        let most = MOST_LINES as u128;
        let mut into = cart(&(0..most).map(|id| (id, 1)).collect::<Vec<_>>());
        let merged = merge(&mut into, &cart(&[(most, 3), (5, 1)]).lines, &[offer(most, 9), offer(5, 9)]);
        assert_eq!(into.lines.len(), MOST_LINES);
        assert_eq!(into.lines[5].quantity, 2);
        assert_eq!((merged.capped[0].kept, merged.capped[0].by), (0, CappedBy::Lines));
    }

    proptest! {
        /// Whatever lies in the carts: nothing that the account had disappears, no cap is passed, and every difference is told.
        #[test]
        fn nothing_is_lost_without_a_word(
            account in prop::collection::btree_map(0..130_u128, 1..=MOST_PIECES, 0..MOST_LINES),
            guest in prop::collection::btree_map(0..130_u128, 1..=MOST_PIECES, 0..MOST_LINES),
            stock in prop::collection::vec(0..200_u32, 130),
        ) {
            let offers: Vec<_> = (0..130).map(|id| offer(id, stock[usize::try_from(id).unwrap()])).collect();
            let mut into = cart(&account.iter().map(|(id, quantity)| (*id, *quantity)).collect::<Vec<_>>());
            let taken = cart(&guest.iter().map(|(id, quantity)| (*id, *quantity)).collect::<Vec<_>>());
            let merged = merge(&mut into, &taken.lines, &offers);
            let after: std::collections::BTreeMap<_, _> = pieces(&into).into_iter().collect();
            prop_assert!(after.len() == into.lines.len() && after.len() <= MOST_LINES);
            prop_assert!(account.keys().all(|id| after.contains_key(id)));
            for (id, quantity) in &guest {
                let wanted = account.get(id).copied().unwrap_or(0) + quantity;
                let kept = after.get(id).copied().unwrap_or(0);
                let left = stock[usize::try_from(*id).unwrap()];
                prop_assert!(kept <= wanted && kept <= MOST_PIECES && (left == 0 || kept <= left));
                let told = merged.capped.iter().find(|capped| capped.variant == variant(*id)).map(|capped| (capped.wanted, capped.kept));
                prop_assert_eq!(told, (kept < wanted).then_some((wanted, kept)));
            }
        }
    }
}
