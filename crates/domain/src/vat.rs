//! Value added tax: classes, dated rates, and the tax that a displayed price contains.
//!
//! Rates: Swiss Federal Tax Administration, "VAT rates Switzerland", in force since 1 January 2024.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What kind of supply a thing is; the rate follows from the class and the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum VatClass {
    /// Most goods and services.
    Standard,
    /// Food, books, plants, medicines.
    Reduced,
    /// Lodging with breakfast.
    Special,
}

impl VatClass {
    /// The name in the database: `standard`, `reduced`, `special`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Reduced => "reduced",
            Self::Special => "special",
        }
    }

    /// The class of a name in the database.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Standard, Self::Reduced, Self::Special].into_iter().find(|class| class.code() == code)
    }

    /// The rate on a day of supply, in basis points (810 is 8.1 %). Rates before 2018 are not kept; the oldest known one answers for them.
    pub fn rate_on(self, day: NaiveDate) -> BasisPoints {
        let since_2024 = NaiveDate::from_ymd_opt(2024, 1, 1).is_some_and(|start| day >= start);
        BasisPoints(match (self, since_2024) {
            (Self::Standard, true) => 810,
            (Self::Reduced, true) => 260,
            (Self::Special, true) => 380,
            (Self::Standard, false) => 770,
            (Self::Reduced, false) => 250,
            (Self::Special, false) => 370,
        })
    }
}

/// Hundredths of a per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BasisPoints(pub u16);

impl BasisPoints {
    /// The tax contained in a gross amount, in the same minor unit, rounded half up (half away from zero for what is given back).
    pub fn contained_in(self, gross: i64) -> i64 {
        let rate = i128::from(self.0);
        let divisor = 10_000 + rate;
        let magnitude = i128::from(gross.unsigned_abs()) * rate;
        let rounded = (2 * magnitude + divisor) / (2 * divisor);
        // The tax is always smaller than the gross amount, so it fits where that did.
        i64::try_from(rounded).unwrap_or(i64::MAX) * gross.signum()
    }
}

/// Per cent in Swiss form: `8.1 %`.
impl std::fmt::Display for BasisPoints {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, hundredths) = (self.0 / 100, self.0 % 100);
        if hundredths.is_multiple_of(10) {
            write!(formatter, "{whole}.{}\u{a0}%", hundredths / 10)
        } else {
            write!(formatter, "{whole}.{hundredths:02}\u{a0}%")
        }
    }
}

/// The tax of all goods and services of one rate in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VatShare {
    /// The rate.
    pub rate: BasisPoints,
    /// What is paid at this rate, tax included, in rappen.
    pub gross: i64,
    /// The tax contained in `gross`, in rappen.
    pub vat: i64,
}

/// A delivery fee taxed with the goods it belongs to: split over their rates by value, so that the parts always sum to the fee.
///
/// Ancillary supplies share the fate of the main supply (MWSTG Art. 19 para. 4); with several rates the fee is split by invoiced value.
/// The tax is taken once per rate from the summed gross amount, never summed from rounded lines.
pub fn shares(goods: &[(BasisPoints, i64)], delivery_fee: i64) -> Vec<VatShare> {
    let mut by_rate: Vec<(BasisPoints, i64)> = Vec::new();
    for &(rate, gross) in goods {
        match by_rate.iter_mut().find(|(known, _)| *known == rate) {
            Some((_, sum)) => *sum += gross,
            None => by_rate.push((rate, gross)),
        }
    }
    by_rate.sort_unstable_by_key(|&(rate, _)| std::cmp::Reverse(rate));
    let goods_total: i128 = by_rate.iter().map(|&(_, gross)| i128::from(gross)).sum();
    let (mut seen, mut given) = (0_i128, 0_i64);
    by_rate
        .into_iter()
        .map(|(rate, gross)| {
            seen += i128::from(gross);
            let upto = if goods_total == 0 { i128::from(delivery_fee) } else { i128::from(delivery_fee) * seen / goods_total };
            let upto = i64::try_from(upto).unwrap_or(delivery_fee);
            let gross = gross + (upto - given);
            given = upto;
            VatShare { rate, gross, vat: rate.contained_in(gross) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn contained_tax_is_rounded_half_up() {
        // CHF 49.90 at 8.1 %: 3.739… (shared by the tax administration's own formula gross × rate / (100 + rate)).
        assert_eq!(BasisPoints(810).contained_in(4990), 374);
        assert_eq!(BasisPoints(260).contained_in(750), 19);
        assert_eq!(BasisPoints(810).contained_in(-4990), -374);
        assert_eq!(BasisPoints(0).contained_in(4990), 0);
    }

    #[test]
    fn rates_follow_the_date() {
        let day = |year| NaiveDate::from_ymd_opt(year, 6, 1).unwrap();
        assert_eq!(VatClass::Standard.rate_on(day(2026)), BasisPoints(810));
        assert_eq!(VatClass::Standard.rate_on(day(2023)), BasisPoints(770));
        assert_eq!(VatClass::Reduced.rate_on(day(2026)).to_string(), "2.6\u{a0}%");
    }

    proptest! {
        #[test]
        fn parts_always_sum_to_the_total(lines in prop::collection::vec((prop::sample::select(vec![810_u16, 260, 380]), 0_i64..10_000_000), 1..60), fee in 0_i64..100_000) {
            let goods: Vec<_> = lines.iter().map(|&(rate, gross)| (BasisPoints(rate), gross)).collect();
            let total: i64 = lines.iter().map(|&(_, gross)| gross).sum::<i64>() + fee;
            let parts = shares(&goods, fee);
            prop_assert_eq!(parts.iter().map(|share| share.gross).sum::<i64>(), total);
            for share in parts {
                prop_assert!(share.vat >= 0 && share.vat <= share.gross);
            }
        }
    }
}
