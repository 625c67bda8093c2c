//! The QR reference: 26 digits and a check digit, which banks hand on unchanged with a transfer to a QR-IBAN.

use serde::{Deserialize, Serialize};

/// Digits with the check digit.
const LENGTH: usize = 27;
/// The table of the recursive modulo 10.
const TABLE: [u32; 10] = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];

/// A sound QR reference.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct QrReference(String);

/// The text is no QR reference, or nothing that one can be made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAQrReference {
    /// It is too long, or not of digits alone.
    #[error("a QR reference has 26 digits and a check digit")]
    Digits,
    /// All digits are zero, which banks refuse.
    #[error("a QR reference is not zero")]
    Zero,
    /// The check digit does not match: mistyped.
    #[error("the check digit does not match the rest")]
    CheckDigit,
}

impl QrReference {
    /// The reference of at most 26 digits, which are padded with zeros on the left.
    ///
    /// # Errors
    /// If there are more, others than digits, or only zeros.
    pub fn of_digits(digits: &str) -> Result<Self, NotAQrReference> {
        if digits.is_empty() || digits.len() >= LENGTH || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotAQrReference::Digits);
        }
        if digits.bytes().all(|byte| byte == b'0') {
            return Err(NotAQrReference::Zero);
        }
        let padded = format!("{digits:0>26}");
        let check = (10 - carry(&padded)) % 10;
        Ok(Self(format!("{padded}{check}")))
    }

    /// The 27 digits without spaces.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Recursive modulo 10 over digits.
fn carry(digits: &str) -> u32 {
    digits.chars().filter_map(|digit| digit.to_digit(10)).fold(0, |carry, digit| TABLE[((carry + digit) % 10) as usize])
}

impl std::str::FromStr for QrReference {
    type Err = NotAQrReference;

    fn from_str(text: &str) -> Result<Self, NotAQrReference> {
        let digits: String = text.chars().filter(|character| !character.is_whitespace()).take(LENGTH + 1).collect();
        if digits.len() != LENGTH || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotAQrReference::Digits);
        }
        if digits.bytes().all(|byte| byte == b'0') {
            return Err(NotAQrReference::Zero);
        }
        if carry(&digits) != 0 {
            return Err(NotAQrReference::CheckDigit);
        }
        Ok(Self(digits))
    }
}

impl TryFrom<String> for QrReference {
    type Error = NotAQrReference;

    fn try_from(text: String) -> Result<Self, NotAQrReference> {
        text.parse()
    }
}

impl From<QrReference> for String {
    fn from(reference: QrReference) -> Self {
        reference.0
    }
}

/// As it is printed: two digits, then groups of five.
impl std::fmt::Display for QrReference {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, digit) in self.0.chars().enumerate() {
            if index >= 2 && (index - 2).is_multiple_of(5) {
                formatter.write_str(" ")?;
            }
            write!(formatter, "{digit}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn published_references() {
        for (digits, reference) in [
            ("123456", "000000000000000000001234565"),
            ("21000000000313947143000901", "210000000003139471430009017"),
            ("20260001234", "000000000000000202600012349"),
        ] {
            assert_eq!(QrReference::of_digits(digits).unwrap().as_str(), reference);
            assert_eq!(reference.parse::<QrReference>().unwrap().as_str(), reference);
        }
        let printed = "210000000003139471430009017".parse::<QrReference>().unwrap().to_string();
        assert_eq!(printed, "21 00000 00003 13947 14300 09017");
        assert_eq!(printed.parse::<QrReference>().unwrap().to_string(), printed);
    }

    #[test]
    fn what_is_wrong_is_told() {
        assert_eq!("210000000003139471430009016".parse::<QrReference>(), Err(NotAQrReference::CheckDigit));
        assert_eq!("0".repeat(27).parse::<QrReference>(), Err(NotAQrReference::Zero));
        assert_eq!("12".parse::<QrReference>(), Err(NotAQrReference::Digits));
        assert_eq!(QrReference::of_digits(&"1".repeat(27)), Err(NotAQrReference::Digits));
        assert_eq!(QrReference::of_digits("12a"), Err(NotAQrReference::Digits));
        assert_eq!(QrReference::of_digits("000"), Err(NotAQrReference::Zero));
    }

    proptest! {
        #[test]
        fn what_is_made_is_sound_and_a_changed_digit_is_seen(digits in "[0-9]{0,25}[1-9]", at in 0_usize..27, digit in 0_u8..10) {
            let reference = QrReference::of_digits(&digits).unwrap();
            prop_assert_eq!(reference.as_str().parse::<QrReference>(), Ok(reference.clone()));
            let mut bytes = reference.as_str().as_bytes().to_vec();
            prop_assume!(bytes[at] != b'0' + digit);
            bytes[at] = b'0' + digit;
            prop_assert!(String::from_utf8(bytes).unwrap().parse::<QrReference>().is_err());
        }

        #[test]
        fn any_text_is_answered(text in ".{0,40}") {
            let _ = text.parse::<QrReference>();
            let _ = QrReference::of_digits(&text);
        }
    }
}
