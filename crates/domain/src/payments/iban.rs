//! Account numbers of Switzerland and Liechtenstein, the only ones that a QR-bill can name.

use serde::{Deserialize, Serialize};

use super::check_digits::{compact, in_fours, modulo_97_rotated};

/// Characters of an IBAN of both countries.
const LENGTH: usize = 21;
/// Institutions from here to [`LAST_QR_INSTITUTION`] are QR-IBANs (positions 5 to 9).
const FIRST_QR_INSTITUTION: u32 = 30_000;
const LAST_QR_INSTITUTION: u32 = 31_999;
/// Published in standards and examples, so nobody is paid through them: a production shop must not print them.
const TEST_ACCOUNTS: [&str; 3] = ["CH4431999123000889012", "CH5800791123000889012", "CH9300762011623852957"];

/// A sound IBAN of Switzerland or Liechtenstein.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Iban(String);

/// The text is no IBAN of Switzerland or Liechtenstein.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnIban {
    /// It has not 21 letters and digits.
    #[error("an IBAN of Switzerland or Liechtenstein has 21 letters and digits")]
    Length,
    /// It is an account elsewhere.
    #[error("the account is neither in Switzerland nor in Liechtenstein")]
    Country,
    /// The check digits do not match: mistyped.
    #[error("the check digits do not match the rest")]
    CheckDigits,
}

impl Iban {
    /// The 21 characters without spaces, as the QR code carries them.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a QR-IBAN, with which a QR reference is a must; with any other a QR reference is forbidden.
    pub fn is_qr(&self) -> bool {
        let institution = self.0.get(4..9).and_then(|digits| digits.parse::<u32>().ok());
        institution.is_some_and(|number| (FIRST_QR_INSTITUTION..=LAST_QR_INSTITUTION).contains(&number))
    }

    /// Whether it is one of the published examples, which belong to nobody.
    pub fn is_test_account(&self) -> bool {
        TEST_ACCOUNTS.contains(&self.0.as_str())
    }
}

impl std::str::FromStr for Iban {
    type Err = NotAnIban;

    /// Takes it as people write it, in groups and in either case.
    fn from_str(text: &str) -> Result<Self, NotAnIban> {
        let iban = compact(text, LENGTH).filter(|iban| iban.len() == LENGTH && iban.is_ascii()).ok_or(NotAnIban::Length)?;
        if !iban.starts_with("CH") && !iban.starts_with("LI") {
            return Err(NotAnIban::Country);
        }
        // 00, 01 and 99 pass the arithmetic for some numbers and are never given out; the institution is a number in both countries.
        let unused = ["00", "01", "99"].contains(&&iban[2..4]);
        let digits = iban[2..9].bytes().all(|byte| byte.is_ascii_digit());
        if unused || !digits || modulo_97_rotated(&iban) != Some(1) {
            return Err(NotAnIban::CheckDigits);
        }
        Ok(Self(iban))
    }
}

impl TryFrom<String> for Iban {
    type Error = NotAnIban;

    fn try_from(text: String) -> Result<Self, NotAnIban> {
        text.parse()
    }
}

impl From<Iban> for String {
    fn from(iban: Iban) -> Self {
        iban.0
    }
}

/// In groups of four, as it is printed.
impl std::fmt::Display for Iban {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&in_fours(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn published_accounts_are_sound() {
        let qr: Iban = "ch44 3199 9123 0008 8901 2".parse().unwrap();
        assert_eq!((qr.as_str(), qr.is_qr()), ("CH4431999123000889012", true));
        assert_eq!(qr.to_string(), "CH44 3199 9123 0008 8901 2");
        for text in ["CH5800791123000889012", "CH93 0076 2011 6238 5295 7"] {
            let iban: Iban = text.parse().unwrap();
            assert!(!iban.is_qr() && iban.is_test_account(), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_told() {
        let wrong = |text: &str| text.parse::<Iban>().unwrap_err();
        assert_eq!(wrong(""), NotAnIban::Length);
        assert_eq!(wrong("CH443199912300088901"), NotAnIban::Length);
        assert_eq!(wrong("CH44319991230008890122"), NotAnIban::Length);
        assert_eq!(wrong("DE8937040044053201300"), NotAnIban::Country);
        assert_eq!(wrong("CH4431999123000889013"), NotAnIban::CheckDigits);
        assert_eq!(wrong("CH0031999123000889012"), NotAnIban::CheckDigits);
        assert_eq!(wrong("CH4431999é2300088901"), NotAnIban::Length);
    }

    proptest! {
        #[test]
        fn a_changed_digit_is_seen(at in 2_usize..21, digit in 0_u8..10) {
            let mut bytes = b"CH9300762011623852957".to_vec();
            prop_assume!(bytes[at] != b'0' + digit);
            bytes[at] = b'0' + digit;
            prop_assert!(String::from_utf8(bytes).unwrap().parse::<Iban>().is_err());
        }

        #[test]
        fn any_text_is_answered(text in ".{0,40}") {
            if let Ok(iban) = text.parse::<Iban>() {
                prop_assert_eq!(iban.to_string().parse::<Iban>(), Ok(iban));
            }
        }
    }
}
