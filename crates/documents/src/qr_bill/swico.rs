//! Bill information after Swico's syntax S1, which bookkeeping programs read. Not for people.

use std::fmt::Write;

use chrono::NaiveDate;
use domain::vat::VatShare;

/// What a payer's bookkeeping wants to know of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BillInformation<'a> {
    /// The invoice's number.
    pub number: &'a str,
    /// Its date.
    pub issued_on: NaiveDate,
    /// The nine digits of the biller's VAT number, if it has one; without it no tax is named.
    pub vat_digits: Option<&'a str>,
    /// The tax per rate.
    pub vat: &'a [VatShare],
    /// Days within which it is to be paid, if that is agreed.
    pub days: Option<u32>,
}

/// The text for [`super::Bill::information`].
pub fn swico(information: &BillInformation<'_>) -> String {
    let mut text = format!("//S1/10/{}/11/{}", escaped(information.number), information.issued_on.format("%y%m%d"));
    // Writing into a String cannot fail.
    if let Some(digits) = information.vat_digits {
        let _ = write!(text, "/30/{digits}");
        let shares: Vec<String> = information
            .vat
            .iter()
            .map(|share| format!("{}:{}", number(i64::from(share.rate.0)), number(share.gross - share.vat)))
            .collect();
        if !shares.is_empty() {
            let _ = write!(text, "/32/{}", shares.join(";"));
        }
    }
    if let Some(days) = information.days {
        let _ = write!(text, "/40/0:{days}");
    }
    text
}

/// Slash and backslash separate the fields.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('/', "\\/")
}

/// Hundredths with a dot and without zeros at the end: 810 is `8.1`.
fn number(hundredths: i64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, (hundredths % 100).abs());
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::vat::BasisPoints;

    #[test]
    fn the_example() {
        let information = BillInformation {
            number: "2026-00042",
            issued_on: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
            vat_digits: Some("123456789"),
            vat: &[VatShare { rate: BasisPoints(810), gross: 4990, vat: 374 }],
            days: Some(30),
        };
        assert_eq!(swico(&information), "//S1/10/2026-00042/11/260302/30/123456789/32/8.1:46.16/40/0:30");
        assert_eq!(
            swico(&BillInformation { number: "a/b\\c", vat_digits: None, days: None, ..information }),
            "//S1/10/a\\/b\\\\c/11/260302"
        );
    }

    #[test]
    fn numbers_have_no_zeros_at_the_end() {
        assert_eq!([810, 250, 300, 5, 100_000].map(number), ["8.1", "2.5", "3", "0.05", "1000"]);
    }
}
