//! What people type, read.

pub use domain::money::amount;
use domain::{
    failure::{Failure, FieldError},
    orders::{EnteredPieces, Pieces, quantity_field},
};

/// The amount in the field `amount`, in the minor unit.
///
/// # Errors
/// [`Failure::Invalid`] when there is none, or none that is more than nothing.
pub fn amount_field(text: &str) -> Result<i64, Failure> {
    if text.trim().is_empty() {
        return Err(Failure::Invalid(vec![FieldError::required("amount")]));
    }
    amount(text).filter(|amount| *amount > 0).ok_or_else(|| Failure::Invalid(vec![FieldError::malformed("amount")]))
}

/// A weight in grams that is written in kilograms: `1`, `2.5`, `0,25`. None for what is no weight, or has less than a gram.
pub fn grams(text: &str) -> Option<u32> {
    let text: String = text.trim().chars().filter(|character| !matches!(character, '\'' | '’' | ' ' | '\u{a0}')).collect();
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text.as_str(), ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || part.len() > 3 || !digits(whole) || !digits(part) {
        return None;
    }
    let grams: u32 = format!("{part:0<3}").parse().ok()?;
    whole.parse::<u32>().ok()?.checked_mul(1_000)?.checked_add(grams)
}

/// A whole number of things in a field, from 1.
///
/// # Errors
/// What is wrong with the field: nothing in it, no such number, or one beyond `most`.
pub fn count(field: &str, text: &str, most: u32) -> Result<u32, FieldError> {
    let text: String = text.trim().chars().filter(|character| !matches!(character, '\'' | '’' | ' ' | '\u{a0}')).collect();
    if text.is_empty() {
        return Err(FieldError::required(field));
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(FieldError::malformed(field));
    }
    // Digits alone that are no number are too many of them.
    match text.parse() {
        Ok(0) => Err(FieldError::malformed(field)),
        Ok(count) if count <= most => Ok(count),
        Ok(_) | Err(_) => Err(FieldError::too_large(field, most)),
    }
}

/// As [`count`], where nothing may be entered.
///
/// # Errors
/// As of [`count`], but for nothing in it.
pub fn optional_count(field: &str, text: &str, most: u32) -> Result<Option<u32>, FieldError> {
    if text.trim().is_empty() { Ok(None) } else { count(field, text, most).map(Some) }
}

/// A day, where nothing may be entered.
///
/// # Errors
/// When it is no day.
pub fn optional_day(field: &str, text: &str) -> Result<Option<chrono::NaiveDate>, FieldError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    crate::time::entered_day(text).map(Some).ok_or_else(|| FieldError::malformed(field))
}

/// Pieces of lines; what is empty or 0 is none.
///
/// # Errors
/// [`Failure::Invalid`] with the lines of which the number is none.
pub fn pieces(entered: &[EnteredPieces]) -> Result<Vec<Pieces>, Failure> {
    let (mut pieces, mut errors) = (Vec::new(), Vec::new());
    for line in entered {
        let text = line.quantity.trim();
        if text.is_empty() || text == "0" {
            continue;
        }
        match (line.position.trim().parse(), text.parse()) {
            (Ok(position), Ok(quantity)) => pieces.push(Pieces { position, quantity }),
            _ => errors.push(FieldError::malformed(&quantity_field(line.position.trim()))),
        }
    }
    if errors.is_empty() { Ok(pieces) } else { Err(Failure::Invalid(errors)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_whole_and_not_nothing() {
        assert_eq!([count("n", " 7 ", 10), count("n", "1'000", 1_000)], [Ok(7), Ok(1_000)]);
        assert_eq!(count("n", " ", 10), Err(FieldError::required("n")));
        for text in ["0", "-1", "+1", "1.5", "x", "٣"] {
            assert_eq!(count("n", text, 10), Err(FieldError::malformed("n")), "{text}");
        }
        for text in ["11", "99999999999"] {
            assert_eq!(count("n", text, 10), Err(FieldError::too_large("n", 10)), "{text}");
        }
    }

    #[test]
    fn weights_are_whole_grams() {
        assert_eq!([grams("1"), grams(" 2.5 "), grams("0,025"), grams("1'000")], [1_000, 2_500, 25, 1_000_000].map(Some));
        for text in ["", ".5", "1.0001", "-1", "1 kg", "4294968"] {
            assert_eq!(grams(text), None, "{text}");
        }
    }

    #[test]
    fn pieces_are_whole_and_named() {
        let line = |position: &str, quantity: &str| EnteredPieces { position: position.into(), quantity: quantity.into() };
        assert_eq!(pieces(&[line("0", "2"), line("1", ""), line("2", "0")]), Ok(vec![Pieces { position: 0, quantity: 2 }]));
        assert_eq!(pieces(&[line("4", "-1")]), Err(Failure::Invalid(vec![FieldError::malformed("quantity-4")])));
    }
}
