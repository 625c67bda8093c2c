//! Amounts of money.

use serde::{Deserialize, Serialize};

/// A currency that prices can be in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Swiss franc; its minor unit is the rappen, 100 to the franc.
    #[default]
    Chf,
    /// Euro; its minor unit is the cent, 100 to the euro.
    Eur,
}

impl Currency {
    /// The ISO 4217 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Chf => "CHF",
            Self::Eur => "EUR",
        }
    }

    /// The currency of an ISO 4217 code, if the shop knows it.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Chf, Self::Eur].into_iter().find(|currency| currency.code() == code)
    }

    /// Digits behind the decimal point (ISO 4217 exponent).
    pub const fn decimals(self) -> u32 {
        match self {
            Self::Chf | Self::Eur => 2,
        }
    }
}

/// An exact amount: an integer of the currency's minor unit (rappen for CHF).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// The amount in the minor unit; negative for what is given back.
    pub minor: i64,
    /// The currency that `minor` counts.
    pub currency: Currency,
}

impl Money {
    /// An amount in rappen.
    pub const fn rappen(minor: i64) -> Self {
        Self { minor, currency: Currency::Chf }
    }

    /// The sum, or `None` when the currencies differ or the sum leaves the range.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if self.currency != other.currency {
            return None;
        }
        let minor = self.minor.checked_add(other.minor)?;
        Some(Self { minor, ..self })
    }

    /// The product with a quantity, or `None` when it leaves the range.
    #[must_use]
    pub fn checked_times(self, quantity: u32) -> Option<Self> {
        let minor = self.minor.checked_mul(i64::from(quantity))?;
        Some(Self { minor, ..self })
    }

    /// The bare number in Swiss form: `1’234.50`, `-0.05`.
    pub fn digits(self) -> String {
        let francs = (self.minor.unsigned_abs() / 100).to_string();
        let rappen = self.minor.unsigned_abs() % 100;
        let mut text = String::with_capacity(francs.len() + francs.len() / 3 + 5);
        if self.minor < 0 {
            text.push('-');
        }
        for (index, digit) in francs.chars().enumerate() {
            if index > 0 && (francs.len() - index).is_multiple_of(3) {
                text.push('’');
            }
            text.push(digit);
        }
        text.push('.');
        text.push(char::from(b'0' + u8::try_from(rappen / 10).unwrap_or(0)));
        text.push(char::from(b'0' + u8::try_from(rappen % 10).unwrap_or(0)));
        text
    }

    /// The bare number as programs read it: `1234.50`, `-0.05`.
    pub fn plain(self) -> String {
        self.digits().replace('’', "")
    }
}

/// Swiss form with the currency and a no-break space: `CHF 1’234.50`.
impl std::fmt::Display for Money {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}\u{a0}{}", self.currency.code(), self.digits())
    }
}

/// An amount in the minor unit: `12`, `12.5`, `12.50`, `1'234.50`, with a comma as well. None for what is no amount, or has less than a rappen.
pub fn amount(text: &str) -> Option<i64> {
    let text: String = text.trim().chars().filter(|character| !matches!(character, '\'' | '’' | ' ' | '\u{a0}')).collect();
    let (francs, rappen) = text.split_once(['.', ',']).unwrap_or((text.as_str(), ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if francs.is_empty() || rappen.len() > 2 || !digits(francs) || !digits(rappen) {
        return None;
    }
    let rappen: i64 = format!("{rappen:0<2}").parse().ok()?;
    francs.parse::<i64>().ok()?.checked_mul(100)?.checked_add(rappen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swiss_form() {
        assert_eq!(Money::rappen(123_450).to_string(), "CHF\u{a0}1’234.50");
        assert_eq!(Money::rappen(5).digits(), "0.05");
        assert_eq!(Money::rappen(-199).digits(), "-1.99");
        assert_eq!(Money::rappen(100_000_000).digits(), "1’000’000.00");
        assert_eq!(Money::rappen(i64::MIN).digits(), "-92’233’720’368’547’758.08");
    }

    #[test]
    fn currencies_do_not_mix_and_sums_do_not_wrap() {
        let euro = Money { minor: 1, currency: Currency::Eur };
        assert_eq!(Money::rappen(1).checked_add(euro), None);
        assert_eq!(Money::rappen(i64::MAX).checked_add(Money::rappen(1)), None);
        assert_eq!(Money::rappen(i64::MAX).checked_times(2), None);
        assert_eq!(Money::rappen(250).checked_times(3), Some(Money::rappen(750)));
    }

    #[test]
    fn amounts_are_exact_or_none() {
        for (text, expected) in [("12", 1200), ("12.5", 1250), (" 1’234,05 ", 123_405), ("0.05", 5), ("1'000", 100_000), ("3.", 300)] {
            assert_eq!(amount(text), Some(expected), "{text}");
        }
        for text in ["", ".", ".5", "-1", "1.234", "1.2.3", "abc", "1e3", "99999999999999999999", "92233720368547759"] {
            assert_eq!(amount(text), None, "{text}");
        }
    }
}
