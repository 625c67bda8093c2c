//! Who ordered, and where it went.

use super::super::{ImportFormat, RowProblem, cells::Cells};
use crate::{address::Address, email::Email};

/// Longest text of an earlier order, in characters.
const LONGEST: usize = 200;

/// A text on one line; told where it is too long.
pub(super) fn text(cells: &mut Cells<'_>, column: &str) -> String {
    let words: Vec<&str> = cells
        .text(column)
        .split(|character: char| character.is_whitespace() || character.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    let text = words.join(" ");
    if text.chars().count() > LONGEST {
        cells.wrong(column, RowProblem::TooLong);
    }
    text
}

/// The address that it was placed with; empty where there is none.
pub(super) fn email(cells: &mut Cells<'_>) -> String {
    let text = cells.text("email");
    let email = text.parse::<Email>();
    if email.is_err() && !text.is_empty() {
        cells.wrong("email", RowProblem::Malformed);
    }
    email.map(|email| email.as_str().to_owned()).unwrap_or_default()
}

/// Where it went; where a file says nothing of that, whom the bill was for.
pub(super) fn address(cells: &mut Cells<'_>, format: ImportFormat) -> Address {
    let own = ["name", "company", "street", "postal_code", "city", "country"];
    let billing = ["billing_name", "billing_company", "billing_street", "billing_postal_code", "billing_city", "billing_country"];
    let is_billing = format == ImportFormat::ShopifyOrders && own.iter().all(|column| cells.text(column).is_empty());
    let columns = if is_billing { billing } else { own };
    let [name, company, street, postal_code, city, country] = columns.map(|column| text(cells, column));
    let country = country.to_uppercase();
    if !country.is_empty() && (country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase())) {
        cells.wrong(columns[5], RowProblem::Malformed);
    }
    // Shopify writes an apostrophe before it, so that spreadsheets keep its zeros.
    let postal_code = postal_code.trim_start_matches('\'').to_owned();
    Address { name, company, street, postal_code, city, country }
}
