//! The creditor reference (ISO 11649): `RF`, two check digits, and up to 21 letters and digits of the creditor's own.

use serde::{Deserialize, Serialize};

use super::check_digits::{compact, in_fours, modulo_97, modulo_97_rotated};

/// Characters at most, `RF` and check digits included, and what is the creditor's own of them.
const LONGEST: usize = 25;
const LONGEST_OWN: usize = 21;

/// A sound creditor reference.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CreditorReference(String);

/// The text is no creditor reference, or nothing that one can be made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotACreditorReference {
    /// It is not `RF`, two digits and 1 to 21 letters and digits.
    #[error("a creditor reference is RF, two digits and 1 to 21 letters and digits")]
    Form,
    /// The check digits do not match: mistyped.
    #[error("the check digits do not match the rest")]
    CheckDigits,
}

impl CreditorReference {
    /// The reference of 1 to 21 letters and digits.
    ///
    /// # Errors
    /// If there are more, or others.
    pub fn of_characters(own: &str) -> Result<Self, NotACreditorReference> {
        let own = compact(own, LONGEST_OWN).filter(|own| !own.is_empty()).ok_or(NotACreditorReference::Form)?;
        let rest = modulo_97(own.chars().chain("RF00".chars())).ok_or(NotACreditorReference::Form)?;
        Ok(Self(format!("RF{:02}{own}", 98 - rest)))
    }

    /// The characters without spaces, as the QR code carries them.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for CreditorReference {
    type Err = NotACreditorReference;

    fn from_str(text: &str) -> Result<Self, NotACreditorReference> {
        let reference = compact(text, LONGEST).filter(|text| text.is_ascii()).ok_or(NotACreditorReference::Form)?;
        let form = reference.len() > 4 && reference.starts_with("RF") && reference[2..4].bytes().all(|byte| byte.is_ascii_digit());
        if !form || !reference.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(NotACreditorReference::Form);
        }
        if modulo_97_rotated(&reference) != Some(1) {
            return Err(NotACreditorReference::CheckDigits);
        }
        Ok(Self(reference))
    }
}

impl TryFrom<String> for CreditorReference {
    type Error = NotACreditorReference;

    fn try_from(text: String) -> Result<Self, NotACreditorReference> {
        text.parse()
    }
}

impl From<CreditorReference> for String {
    fn from(reference: CreditorReference) -> Self {
        reference.0
    }
}

/// In groups of four, as it is printed.
impl std::fmt::Display for CreditorReference {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&in_fours(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn published_references() {
        for (own, reference) in [("539007547034", "RF18539007547034"), ("7", "RF097"), ("INV20261234", "RF93INV20261234")] {
            assert_eq!(CreditorReference::of_characters(own).unwrap().as_str(), reference);
            assert_eq!(reference.parse::<CreditorReference>().unwrap().as_str(), reference);
        }
        let printed = "rf93 inv2 0261 234".parse::<CreditorReference>().unwrap().to_string();
        assert_eq!(printed, "RF93 INV2 0261 234");
    }

    #[test]
    fn what_is_wrong_is_told() {
        for text in ["", "RF", "RF18", "RFX8539007547034", "18RF539007547034", "RF18-539007547034", "RF185390075470341234567890"] {
            assert_eq!(text.parse::<CreditorReference>(), Err(NotACreditorReference::Form), "{text}");
        }
        assert_eq!("RF19539007547034".parse::<CreditorReference>(), Err(NotACreditorReference::CheckDigits));
        for own in ["", "2026-42", "ü", "1234567890123456789012"] {
            assert_eq!(CreditorReference::of_characters(own), Err(NotACreditorReference::Form), "{own}");
        }
    }

    proptest! {
        #[test]
        fn what_is_made_is_sound_and_a_changed_character_is_seen(own in "[A-Z0-9]{1,21}", at in 2_usize..25, digit in 0_u8..10) {
            let reference = CreditorReference::of_characters(&own).unwrap();
            prop_assert_eq!(reference.to_string().parse::<CreditorReference>(), Ok(reference.clone()));
            let mut bytes = reference.as_str().as_bytes().to_vec();
            prop_assume!(at < bytes.len() && bytes[at].is_ascii_digit() && bytes[at] != b'0' + digit);
            bytes[at] = b'0' + digit;
            prop_assert!(String::from_utf8(bytes).unwrap().parse::<CreditorReference>().is_err());
        }

        #[test]
        fn any_text_is_answered(text in ".{0,40}") {
            let _ = text.parse::<CreditorReference>();
            let _ = CreditorReference::of_characters(&text);
        }
    }
}
