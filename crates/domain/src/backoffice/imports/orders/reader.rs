//! Rows of a file of orders, one after the other: those that follow one another under one number are one order.

use chrono::{DateTime, Utc};

use super::{
    super::{ImportFormat, RowError, RowProblem, cells::Cells},
    columns::LINE_COLUMNS,
    goods::{Given, given, line},
    order::{EarlierLine, EarlierOrder, LONGEST_EARLIER_NUMBER, MOST_EARLIER_LINES},
    outcome::outcome,
    texts::{address, email, text},
    times::time,
};
use crate::{csv::Row, language::Language, money::Currency, orders::OrderState};

/// An order, or what is wrong with it.
pub type ReadOrder = Result<EarlierOrder, Vec<RowError>>;

/// Reads the rows of a file of orders. It holds one order at a time.
#[derive(Clone, Debug)]
pub struct OrderReader {
    format: ImportFormat,
    /// What each column is for; empty for nothing.
    columns: Vec<String>,
    language: Language,
    /// No order is placed later than this.
    now: DateTime<Utc>,
    open: Option<Open>,
}

/// An order of which more rows may come.
#[derive(Clone, Debug)]
struct Open {
    number: String,
    /// The cells of its first row.
    first: Vec<String>,
    order: EarlierOrder,
    given: Given,
    errors: Vec<RowError>,
}

impl OrderReader {
    /// At the first row below the head.
    pub const fn new(format: ImportFormat, columns: Vec<String>, language: Language, now: DateTime<Utc>) -> Self {
        Self { format, columns, language, now, open: None }
    }

    /// Reads a row. Gives the order before it when another one begins, and what is wrong with a row that is part of none.
    pub fn read(&mut self, row: &Row) -> Option<ReadOrder> {
        if row.cells.len() != self.columns.len() {
            return self.broken(RowError::of_row(row.line, RowProblem::Cells));
        }
        let columns = std::mem::take(&mut self.columns);
        let mut cells = Cells { line: row.line, columns: &columns, texts: &row.cells, errors: Vec::new() };
        let number = text(&mut cells, "number");
        let ended = if number.is_empty() || number.chars().count() > LONGEST_EARLIER_NUMBER {
            let problem = if number.is_empty() { RowProblem::Required } else { RowProblem::TooLong };
            self.broken(RowError::of_cell(row.line, "number", problem, &number))
        } else if let Some(open) = self.open.as_mut().filter(|open| open.number == number) {
            open.go_on(&mut cells);
            None
        } else {
            let ended = self.finish();
            self.open = Some(self.begin(&mut cells, number));
            ended
        };
        self.columns = columns;
        ended
    }

    /// The last order, when there are no more rows.
    pub fn finish(&mut self) -> Option<ReadOrder> {
        self.open.take().map(Open::end)
    }

    /// A row that is part of no order. The order before it, with whose rows it may belong, has what is wrong with it as well.
    fn broken(&mut self, error: RowError) -> Option<ReadOrder> {
        match self.open.as_mut() {
            Some(open) => {
                open.errors.push(error);
                None
            }
            None => Some(Err(vec![error])),
        }
    }

    fn begin(&self, cells: &mut Cells<'_>, number: String) -> Open {
        let state = outcome(cells, self.format);
        let placed_at = time(cells.text("placed_at")).filter(|at| *at <= self.now);
        if placed_at.is_none() {
            cells.wrong("placed_at", if cells.text("placed_at").is_empty() { RowProblem::Required } else { RowProblem::Malformed });
        }
        match cells.text("currency") {
            "" => cells.wrong("currency", RowProblem::Required),
            code if code.eq_ignore_ascii_case(Currency::Chf.code()) => {}
            _ => cells.wrong("currency", RowProblem::Currency),
        }
        let given = given(cells);
        let order = EarlierOrder {
            line: cells.line,
            number: number.clone(),
            state: state.unwrap_or(OrderState::Delivered),
            language: Language::from_code(cells.text("language")).unwrap_or(self.language).code().to_owned(),
            email: email(cells),
            address: address(cells, self.format),
            placed_at: placed_at.unwrap_or_default(),
            delivery: text(cells, "delivery"),
            payment_method: text(cells, "payment_method"),
            discount_code: text(cells, "discount_code"),
            items_total: 0,
            discount_total: 0,
            delivery_fee: 0,
            total: 0,
            refunded_total: 0,
            lines: line(cells).into_iter().collect(),
        };
        Open { number, first: cells.texts.to_vec(), order, given, errors: std::mem::take(&mut cells.errors) }
    }
}

impl Open {
    /// Another row of the same order. What it says about the whole order is what the first one says, or nothing.
    fn go_on(&mut self, cells: &mut Cells<'_>) {
        for (column, (first, cell)) in cells.columns.iter().zip(self.first.iter().zip(cells.texts)) {
            if !column.is_empty() && !LINE_COLUMNS.contains(&column.as_str()) && !cell.trim().is_empty() && cell.trim() != first.trim() {
                cells.errors.push(RowError::of_cell(cells.line, column, RowProblem::Differs, cell));
            }
        }
        let read: Option<EarlierLine> = line(cells);
        match read {
            Some(_) if self.order.lines.len() == MOST_EARLIER_LINES => {
                cells.errors.push(RowError::of_row(cells.line, RowProblem::TooManyLines));
            }
            Some(line) if self.order.lines.len() < MOST_EARLIER_LINES => self.order.lines.push(line),
            Some(_) | None => {}
        }
        // The rows of one order are told apart no further once so much is wrong with them.
        if self.errors.len() < MOST_EARLIER_LINES {
            self.errors.append(&mut cells.errors);
        }
    }

    fn end(mut self) -> ReadOrder {
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        let sums = self.given.sums(self.order.line, &self.order.lines, self.order.state)?;
        self.order.items_total = sums.items;
        self.order.discount_total = sums.discount;
        self.order.delivery_fee = sums.delivery;
        self.order.total = sums.total;
        self.order.refunded_total = sums.refunded;
        Ok(self.order)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::backoffice::{ImportKind, guess};

    const OWN: &str = "number|placed_at|state|name|email|currency|items_total|discount_total|delivery_fee|total|sku|item|quantity|unit_price|line_total|vat_rate";
    const SHOPIFY: &str = "Name|Email|Financial Status|Fulfillment Status|Currency|Subtotal|Shipping|Taxes|Total|Discount Code|Discount Amount|\
                           Created at|Lineitem quantity|Lineitem name|Lineitem price|Lineitem sku|Billing Name|Billing Zip|Shipping Name|\
                           Shipping Zip|Cancelled at|Payment Method|Refunded Amount";

    fn reader(head: &str) -> OrderReader {
        let header: Vec<String> = head.split('|').map(str::to_owned).collect();
        let format = ImportFormat::of_header(ImportKind::Orders, &header);
        OrderReader::new(format, guess(format, &header), Language::De, time("2026-11-01").unwrap())
    }

    fn read(head: &str, rows: &[&str]) -> Vec<ReadOrder> {
        let mut reader = reader(head);
        let mut orders = Vec::new();
        for (line, row) in (2..).zip(rows) {
            orders.extend(reader.read(&Row { line, cells: row.split('|').map(str::to_owned).collect() }));
        }
        orders.extend(reader.finish());
        orders
    }

    fn problems(orders: Vec<ReadOrder>) -> Vec<(u32, String, RowProblem, String)> {
        let errors = orders.into_iter().filter_map(Result::err).flatten();
        errors.map(|error| (error.line, error.column, error.problem, error.value)).collect()
    }

    #[test]
    fn rows_of_one_number_are_one_order() {
        let orders = read(
            OWN,
            &[
                "2025-1|2025-03-01T10:00:00Z|delivered|Anna|a@b.ch|CHF|40.00|5.00|7.90|42.90|T-1|Tasse|2|12.50|25.00|8.1",
                "2025-1|2025-03-01T10:00:00Z|delivered|Anna|a@b.ch|CHF|40.00|5.00|7.90|42.90|K-1|Krug|1|15.00|15.00|2.6",
                "2025-2|2025-03-02|expired|||CHF|10.00||0|10.00||Kerze|1|10.00||",
            ],
        );
        let orders: Vec<EarlierOrder> = orders.into_iter().map(Result::unwrap).collect();
        let sums = |order: &EarlierOrder| (order.items_total, order.discount_total, order.delivery_fee, order.total, order.refunded_total);
        assert_eq!((sums(&orders[0]), orders[0].lines.len(), orders[0].line), ((4_000, 500, 790, 4_290, 0), 2, 2));
        assert_eq!((orders[0].lines[0].vat_rate, orders[0].lines[1].vat_rate), (Some(810), Some(260)));
        assert_eq!((orders[1].state, sums(&orders[1]), orders[1].line), (OrderState::Cancelled, (1_000, 0, 0, 1_000, 0), 4));
    }

    #[test]
    fn shopify_says_what_is_the_orders_once() {
        let orders = read(
            SHOPIFY,
            &[
                "#1001|a@b.ch|paid|fulfilled|CHF|35.00|7.90|3.21|42.90|ZEHN|5.00|2025-03-01 10:00:00 +0100|2|Tasse - Salbei|12.50|T-S|Anna B|'8001||||Twint|0.00",
                "#1001|a@b.ch|||||||||||1|Krug|15.00|K|||||||",
                "#1002||refunded|restocked|CHF|10.00|0.00|0.00|10.00|||2025-03-02 10:00:00 +0100|1|Kerze|10.00||Beat|3000|Carla|'4051||Card|10.00",
                "#1003||voided||CHF|10.00|0.00|0.00|10.00|||2025-03-02 10:00:00 +0100|1|Kerze|10.00||||||2025-03-03 10:00:00 +0100||0",
            ],
        );
        let orders: Vec<EarlierOrder> = orders.into_iter().map(Result::unwrap).collect();
        assert_eq!(
            (orders[0].number.as_str(), orders[0].state, orders[0].total, orders[0].lines.len()),
            ("#1001", OrderState::Delivered, 4_290, 2)
        );
        assert_eq!((orders[0].address.name.as_str(), orders[0].address.postal_code.as_str()), ("Anna B", "8001"), "whom the bill was for");
        assert_eq!((orders[1].state, orders[1].refunded_total, orders[1].address.name.as_str()), (OrderState::Refunded, 1_000, "Carla"));
        assert_eq!(orders[2].state, OrderState::Cancelled);
    }

    #[test]
    fn what_somebody_can_still_act_on_is_told_and_not_taken() {
        let row = |money: &str, goods: &str, cancelled: &str| {
            let row = format!("#1||{money}|{goods}|CHF|10|0|0|10|||2025-03-02|1|Kerze|10||||||{cancelled}||");
            problems(read(SHOPIFY, &[&row]))
        };
        for (money, goods, cancelled) in [
            ("paid", "", ""),
            ("paid", "partial", ""),
            ("pending", "", ""),
            ("paid", "", "2025-03-03"),
            ("partially_paid", "fulfilled", ""),
        ] {
            assert_eq!(
                row(money, goods, cancelled).first().map(|wrong| wrong.2),
                Some(RowProblem::StillOpen),
                "{money} {goods} {cancelled}"
            );
        }
        for state in ["paid", "shipped", "awaiting_payment", "pending"] {
            let row = format!("1|2025-03-01|{state}|||CHF|10||0|10||Kerze|1|10||");
            assert_eq!(problems(read(OWN, &[&row]))[0].2, RowProblem::StillOpen, "{state}");
        }
    }

    #[test]
    fn each_cell_is_told_what_is_wrong_with_it() {
        use RowProblem as P;

        let orders = read(
            OWN,
            &[
                "|2025-03-01|delivered|||CHF|10||0|10||Kerze|1|10||",
                "1|2027-03-01|gone||a@b|EUR|10||0|||||-1||",
                "2|2025-03-01|delivered|Anna||CHF|10||0|10||Kerze|1|10||",
                "2|2025-03-01|delivered|Berta||CHF|10||0|10||Kerze|1|10||",
                "3|a|b",
                "4|2025-03-01|delivered|||CHF|10.00|1.00|0|10.00||Kerze|1|10.05|10.00|",
                "5|2025-03-01|delivered|||CHF|10|11|0|0||Kerze|1|10||",
            ],
        );
        let found = problems(orders);
        for expected in [
            (2, "number", P::Required, ""),
            (3, "state", P::Unknown, "gone"),
            (3, "placed_at", P::Malformed, "2027-03-01"),
            (3, "currency", P::Currency, "EUR"),
            (3, "total", P::Required, ""),
            (3, "email", P::Malformed, "a@b"),
            (3, "item", P::Required, ""),
            (3, "quantity", P::Required, ""),
            (3, "unit_price", P::Malformed, "-1"),
            (5, "name", P::Differs, "Berta"),
            (6, "", P::Cells, ""),
            (7, "line_total", P::Sum, "10.00 ≠ 10.05"),
            (8, "discount_total", P::Sum, "11.00 ≠ 10.00"),
        ] {
            let expected = (expected.0, expected.1.to_owned(), expected.2, expected.3.to_owned());
            assert!(found.contains(&expected), "{expected:?} in {found:?}");
        }
        assert!(problems(read(OWN, &["4|2025-03-01|delivered|||CHF|10.00|1.00|0|10.00||Kerze|1|10.00||"])).contains(&(
            2,
            "total".to_owned(),
            P::Sum,
            "10.00 ≠ 9.00".to_owned()
        )));
    }

    #[test]
    fn an_order_has_no_more_lines_than_it_may() {
        let row = "1|2025-03-01|delivered|||CHF|||||||1|1.00||".replace("|||||||1|1.00", "||||501.00||Kerze|1|1.00");
        let rows = vec![row.as_str(); MOST_EARLIER_LINES + 1];
        assert_eq!(problems(read(OWN, &rows)).first().map(|wrong| wrong.2), Some(RowProblem::TooManyLines));
    }

    #[test]
    fn paid_back_is_what_was_paid() {
        let row = |money: &str, refunded: &str| {
            let row = format!("#1||{money}|fulfilled|CHF|10|0|0|10|||2025-03-02|1|Kerze|10|||||||{}|{refunded}", "");
            problems(read(SHOPIFY, &[&row]))
        };
        assert_eq!(row("refunded", "4.00")[0].3, "4.00 ≠ 10.00");
        assert_eq!(row("partially_refunded", "11.00")[0].3, "11.00 ≠ 10.00");
        assert!(row("partially_refunded", "4.00").is_empty() && row("refunded", "").is_empty());
    }

    proptest! {
        /// Whatever lines an order has, it is taken with the total that they add up to, and refused with any other, which it names.
        #[test]
        fn totals_are_taken_only_where_they_add_up(
            lines in proptest::collection::vec((1_i64..50, 0_i64..100_000), 1..8),
            discount in 0_i64..1_000, delivery in 0_i64..2_000, off in -3_i64..4,
        ) {
            use crate::money::Money;

            let items: i64 = lines.iter().map(|(quantity, price)| quantity * price).sum();
            prop_assume!(discount <= items && items - discount + delivery + off >= 0);
            let plain = |amount: i64| Money::rappen(amount).plain();
            let total = items - discount + delivery;
            let rows: Vec<String> = lines
                .iter()
                .map(|(quantity, price)| format!(
                    "1|2025-03-01|delivered|||CHF|{}|{}|{}|{}||Kerze|{quantity}|{}||",
                    plain(items), plain(discount), plain(delivery), plain(total + off), plain(*price)
                ))
                .collect();
            let read = read(OWN, &rows.iter().map(String::as_str).collect::<Vec<_>>());
            if off == 0 {
                prop_assert_eq!(read[0].as_ref().map(|order| order.total), Ok(total));
            } else {
                let both = format!("{} ≠ {}", Money::rappen(total + off).digits(), Money::rappen(total).digits());
                prop_assert_eq!(problems(read), vec![(2, "total".to_owned(), RowProblem::Sum, both)]);
            }
        }
    }
}
