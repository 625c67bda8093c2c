//! What a change will most likely lead to, shown until the server has answered. Fees wait for it: they follow rules that are its own.

use domain::{cart::CartView, ids::VariantId};

/// The cart with another quantity in a line.
pub fn with_quantity(cart: &mut CartView, variant: VariantId, quantity: u32) {
    if let Some(line) = cart.lines.iter_mut().find(|line| line.variant == variant) {
        line.quantity = quantity;
        line.total = line.unit_price.saturating_mul(i64::from(quantity));
    }
    cart.sum_up();
}

/// The cart without a line, which can be put back.
pub fn without(cart: &mut CartView, variant: VariantId) {
    if let Some(place) = cart.lines.iter().position(|line| line.variant == variant) {
        cart.removed = Some(cart.lines.remove(place));
    }
    cart.sum_up();
}

/// The cart with the line back that was taken out last.
pub fn restored(cart: &mut CartView) {
    if let Some(line) = cart.removed.take() {
        cart.lines.push(line);
    }
    cart.sum_up();
}

#[cfg(test)]
mod tests {
    use domain::{
        cart::CartLineView,
        orders::{Benefit, Voucher, VoucherProblem},
        vat::BasisPoints,
    };
    use uuid::Uuid;

    use super::*;

    fn cart() -> CartView {
        let line = |id: u128| CartLineView {
            variant: VariantId(Uuid::from_u128(id)),
            product_slug: String::new(),
            name: String::new(),
            options: String::new(),
            sku: String::new(),
            unit_price: 250,
            quantity: 2,
            total: 500,
            vat_rate: BasisPoints(810),
            picture: None,
            change: None,
            available: 9,
        };
        let mut cart = CartView { lines: vec![line(1), line(2)], ..CartView::default() };
        cart.sum_up();
        cart
    }

    #[test]
    fn a_voucher_follows_the_lines_and_its_row_stays() {
        let voucher = Voucher {
            code: "ZEHN".into(),
            benefit: Benefit::Percent(BasisPoints(1_000)),
            minimum: 1_000,
            only: Some(vec![VariantId(Uuid::from_u128(1))]),
            barred: None,
        };
        let mut cart = CartView { voucher: Some(voucher), ..cart() };
        cart.sum_up();
        assert_eq!((cart.discount, cart.voucher_problem), (0, Some(VoucherProblem::BelowMinimum { minimum: 1_000 })));
        with_quantity(&mut cart, VariantId(Uuid::from_u128(1)), 4);
        assert_eq!((cart.items_total, cart.discount, cart.voucher_problem), (1_500, 100, None));
        assert_eq!((cart.total(790), cart.vat_with(790)[0].gross), (2_190, 2_190));
        without(&mut cart, VariantId(Uuid::from_u128(1)));
        assert_eq!((cart.discount, cart.voucher_problem, cart.voucher.is_some()), (0, Some(VoucherProblem::OtherGoods), true));
        restored(&mut cart);
        assert_eq!((cart.discount, cart.voucher_problem), (100, None));
    }

    #[test]
    fn sums_follow_the_lines() {
        let mut cart = cart();
        with_quantity(&mut cart, VariantId(Uuid::from_u128(1)), 3);
        assert_eq!((cart.pieces, cart.items_total), (5, 1250));
        // The taxes are known at once: a row that went away until the answer would move the button that is about to be pressed.
        assert_eq!(cart.vat.iter().map(|share| (share.gross, share.vat)).collect::<Vec<_>>(), [(1250, 94)]);
        without(&mut cart, VariantId(Uuid::from_u128(2)));
        assert_eq!((cart.pieces, cart.items_total), (3, 750));
        restored(&mut cart);
        assert_eq!((cart.pieces, cart.items_total, cart.removed.is_none()), (5, 1250, true));
    }
}
