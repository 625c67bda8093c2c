//! What was bought, and whether it adds up.

use super::{
    super::{RowError, RowProblem, cells::Cells},
    order::EarlierLine,
    texts::text,
};
use crate::{
    backoffice::{HIGHEST_PRICE, LONGEST_SKU},
    money::{Money, amount},
    orders::OrderState,
};

/// Most pieces of a line.
const MOST_PIECES: i64 = 100_000;
/// Most that one amount of an order can be, in rappen.
const MOST: i64 = 1_000_000 * HIGHEST_PRICE;
/// All of it, in basis points.
const WHOLE: i64 = 10_000;

/// A row's line of its order.
pub(super) fn line(cells: &mut Cells<'_>) -> Option<EarlierLine> {
    let whole = |text: &str| text.parse::<i64>().ok();
    let (sku, name, options) = (text(cells, "sku"), text(cells, "item"), text(cells, "options"));
    if sku.chars().count() > LONGEST_SKU {
        cells.wrong("sku", RowProblem::TooLong);
    }
    for column in ["item", "quantity", "unit_price"] {
        if cells.text(column).is_empty() {
            cells.wrong(column, RowProblem::Required);
        }
    }
    let quantity = cells.number("quantity", whole, (1, MOST_PIECES));
    let unit_price = cells.number("unit_price", amount, (0, HIGHEST_PRICE));
    // Percent with two decimals are basis points as francs with two decimals are rappen.
    let percent = |text: &str| amount(text.trim_end_matches(['%', ' ']));
    let vat_rate = cells.number("vat_rate", percent, (0, WHOLE)).and_then(|rate| u32::try_from(rate).ok());
    let (quantity, unit_price) = (quantity?, unit_price?);
    let total = unit_price * quantity;
    let given = cells.number("line_total", amount, (0, MOST));
    cells.must_be("line_total", given, total);
    Some(EarlierLine { sku, name, options, vat_rate, unit_price, quantity: u32::try_from(quantity).ok()?, total })
}

/// What an order costs, in rappen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub items: i64,
    pub discount: i64,
    pub delivery: i64,
    pub total: i64,
    pub refunded: i64,
}

/// The amounts that an order's first row says, as far as they can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Given {
    items: Option<i64>,
    subtotal: Option<i64>,
    discount: i64,
    delivery: i64,
    total: Option<i64>,
    refunded: Option<i64>,
}

pub(super) fn given(cells: &mut Cells<'_>) -> Given {
    let mut read = |column: &str| cells.number(column, amount, (0, MOST));
    let (items, subtotal) = (read("items_total"), read("subtotal"));
    let (discount, delivery) = (read("discount_total").unwrap_or(0), read("delivery_fee").unwrap_or(0));
    let (total, refunded) = (read("total"), read("refunded_total"));
    if cells.text("total").is_empty() {
        cells.wrong("total", RowProblem::Required);
    }
    Given { items, subtotal, discount, delivery, total, refunded }
}

impl Given {
    /// The sums of these lines, when they are what the file says. Nothing is rounded and nothing is put right.
    pub fn sums(&self, line: u32, lines: &[EarlierLine], state: OrderState) -> Result<Sums, Vec<RowError>> {
        let items: i64 = lines.iter().map(|line| line.total).sum();
        let mut errors = Vec::new();
        let mut must_be = |column: &str, given: Option<i64>, sum: i64| {
            if let Some(given) = given.filter(|given| *given != sum) {
                errors.push(adds_up_otherwise(line, column, given, sum));
            }
        };
        must_be("items_total", self.items, items);
        must_be("subtotal", self.subtotal, items - self.discount);
        must_be("discount_total", Some(self.discount), self.discount.min(items));
        must_be("total", self.total, items - self.discount + self.delivery);
        let total = self.total.unwrap_or_default();
        let refunded = match state {
            OrderState::Refunded => {
                must_be("refunded_total", self.refunded, total);
                total
            }
            OrderState::Cancelled => {
                must_be("refunded_total", self.refunded, 0);
                0
            }
            _ => {
                let refunded = self.refunded.unwrap_or(0);
                must_be("refunded_total", Some(refunded), refunded.min(total));
                refunded
            }
        };
        if errors.is_empty() { Ok(Sums { items, discount: self.discount, delivery: self.delivery, total, refunded }) } else { Err(errors) }
    }
}

impl Cells<'_> {
    /// Says so where an amount is not what it adds up to.
    fn must_be(&mut self, column: &str, given: Option<i64>, sum: i64) {
        if let Some(given) = given.filter(|given| *given != sum) {
            self.errors.push(adds_up_otherwise(self.line, column, given, sum));
        }
    }
}

/// Both figures: what the file says, and what its rows add up to.
fn adds_up_otherwise(line: u32, column: &str, given: i64, sum: i64) -> RowError {
    let digits = |amount| Money::rappen(amount).digits();
    RowError::of_cell(line, column, RowProblem::Sum, &format!("{} ≠ {}", digits(given), digits(sum)))
}
