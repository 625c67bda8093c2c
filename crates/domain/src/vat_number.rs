//! The number under which a business is registered for Swiss VAT.

use crate::language::Language;

/// Weights of the eight digits before the check digit (standard eCH-0097).
const WEIGHTS: [u32; 8] = [5, 4, 3, 2, 7, 6, 5, 4];

/// A sound enterprise identification number (UID) of a business that is registered for VAT, such as `CHE-116.281.710`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VatNumber(String);

/// The text is no such number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number like CHE-123.456.788")]
pub struct NotAVatNumber;

impl VatNumber {
    /// The nine digits.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// As it stands on an invoice: with the language's word for the tax behind it.
    pub fn on_invoice(&self, language: Language) -> String {
        let tax = match language {
            Language::De => "MWST",
            Language::Fr => "TVA",
            Language::It => "IVA",
            Language::En => "VAT",
        };
        format!("{self} {tax}")
    }
}

impl std::str::FromStr for VatNumber {
    type Err = NotAVatNumber;

    /// Takes it with or without punctuation, and with the word for the tax behind it.
    fn from_str(text: &str) -> Result<Self, NotAVatNumber> {
        let upper = text.trim().to_uppercase();
        let number = ["MWST", "TVA", "IVA", "VAT"].iter().find_map(|tax| upper.strip_suffix(tax)).unwrap_or(&upper);
        let digits: String =
            number.strip_prefix("CHE").ok_or(NotAVatNumber)?.chars().filter(|character| !matches!(character, '-' | '.' | ' ')).collect();
        if digits.len() != 9 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotAVatNumber);
        }
        let sum: u32 = digits.chars().filter_map(|digit| digit.to_digit(10)).zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
        let check = (11 - sum % 11) % 11;
        if digits.chars().last().and_then(|digit| digit.to_digit(10)) != Some(check) {
            return Err(NotAVatNumber);
        }
        Ok(Self(digits))
    }
}

/// `CHE-116.281.710`.
impl std::fmt::Display for VatNumber {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "CHE-{}.{}.{}", &self.0[..3], &self.0[3..6], &self.0[6..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_written() {
        for text in ["CHE-116.281.710", "che116281710", " CHE 116 281 710 MWST"] {
            let number: VatNumber = text.parse().unwrap();
            assert_eq!(number.to_string(), "CHE-116.281.710", "{text}");
            assert_eq!(number.on_invoice(Language::Fr), "CHE-116.281.710 TVA");
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "CHE", "116.281.710", "CHE-116.281.711", "CHE-116.281.71", "CHE-116.281.7100", "CHE-é16.281.710", "DE123456788"] {
            assert_eq!(text.parse::<VatNumber>(), Err(NotAVatNumber), "{text}");
        }
    }
}
