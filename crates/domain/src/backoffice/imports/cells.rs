//! The cells of a row, judged by themselves.

use super::{OPTION_COLUMNS, RowError, RowProblem, row::RowOption};
use crate::{
    backoffice::{HIGHEST_PRICE, HIGHEST_WEIGHT, LONGEST_NAME, LONGEST_SKU},
    catalog::slugify,
    csv::unguarded,
    money::amount,
};

/// Most pieces that a file can say there are of a variant.
const MOST_STOCK: i64 = 1_000_000;

/// A row while it is read.
pub(super) struct Cells<'a> {
    pub line: u32,
    pub columns: &'a [String],
    pub texts: &'a [String],
    pub errors: Vec<RowError>,
}

impl<'a> Cells<'a> {
    /// What a column says, without white space around it; empty where there is no such column.
    pub fn text(&self, code: &str) -> &'a str {
        let place = self.columns.iter().position(|column| column == code);
        place.and_then(|place| self.texts.get(place)).map(|cell| unguarded(cell.trim())).unwrap_or_default()
    }

    pub fn has(&self, code: &str) -> bool {
        self.columns.iter().any(|column| column == code)
    }

    pub fn wrong(&mut self, column: &str, problem: RowProblem) {
        self.errors.push(RowError::of_cell(self.line, column, problem, self.text(column)));
    }

    /// A whole number between two bounds; none where the cell is empty or wrong.
    pub fn number(&mut self, column: &str, read: impl Fn(&str) -> Option<i64>, (least, most): (i64, i64)) -> Option<i64> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        match read(text) {
            Some(number) if number > most => self.wrong(column, RowProblem::TooLarge),
            Some(number) if number >= least => return Some(number),
            Some(_) | None => self.wrong(column, RowProblem::Malformed),
        }
        None
    }
}

/// The SKU of a row, if it can be one.
pub(super) fn article(cells: &mut Cells<'_>, sku: String) -> Option<String> {
    if sku.len() > LONGEST_SKU {
        cells.wrong("sku", RowProblem::TooLong);
    } else if !sku.bytes().all(|byte| byte.is_ascii_graphic()) {
        cells.wrong("sku", RowProblem::Malformed);
    } else if !sku.is_empty() {
        return Some(sku);
    }
    None
}

/// The numbers of a row that are not empty.
pub(super) fn figures(cells: &mut Cells<'_>) -> Vec<(&'static str, Option<i64>)> {
    let whole = |text: &str| text.replace(['\'', '’'], "").parse::<i64>().ok();
    // Shopify and WooCommerce know oversold articles: there are none of them.
    let pieces = |text: &str| whole(text.strip_suffix(".0").unwrap_or(text));
    let fields = [
        ("price", cells.number("price", amount, (1, HIGHEST_PRICE))),
        ("compare_at", cells.number("compare_at", amount, (0, HIGHEST_PRICE)).filter(|price| *price > 0)),
        ("weight_grams", cells.number("weight_grams", whole, (0, i64::from(HIGHEST_WEIGHT))).filter(|grams| *grams > 0)),
        ("weight_grams", cells.number("weight_kg", grams, (0, i64::from(HIGHEST_WEIGHT))).filter(|grams| *grams > 0)),
        ("stock", cells.number("stock", pieces, (0, MOST_STOCK))),
    ];
    fields.into_iter().filter(|(_, number)| number.is_some()).collect()
}

/// Kilograms with up to three decimals, in grams.
fn grams(text: &str) -> Option<i64> {
    let (kilograms, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    if part.len() > 3 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part: i64 = format!("{part:0<3}").parse().ok()?;
    kilograms.parse::<i64>().ok()?.checked_mul(1_000)?.checked_add(part)
}

pub(super) fn option_names(cells: &Cells<'_>) -> [String; OPTION_COLUMNS] {
    ["option1_name", "option2_name", "option3_name"].map(|column| cells.text(column).to_owned())
}

/// The options of a row: those that have a name and a value.
pub(super) fn options(cells: &mut Cells<'_>, names: &[String; OPTION_COLUMNS]) -> Vec<RowOption> {
    let mut options = Vec::new();
    for (name, column) in names.iter().zip(["option1_value", "option2_value", "option3_value"]) {
        let value = cells.text(column);
        if value.is_empty() {
            continue;
        }
        let slug = slugify(value);
        if name.is_empty() || slug.is_empty() || name.chars().count() > LONGEST_NAME || value.chars().count() > LONGEST_NAME {
            cells.wrong(column, RowProblem::Malformed);
        } else {
            options.push(RowOption { name: name.clone(), value: value.to_owned(), slug });
        }
    }
    options
}
