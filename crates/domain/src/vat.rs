//! Value added tax: classes, dated rates, and the tax that a displayed price contains.
//!
//! Rates come from the shop's database. Those it begins with: Swiss Federal Tax Administration, "VAT rates Switzerland", in force since 1 January 2024.

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
    /// All classes.
    pub const ALL: [Self; 3] = [Self::Standard, Self::Reduced, Self::Special];

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
        Self::ALL.into_iter().find(|class| class.code() == code)
    }
}

/// A rate from its first day on, until the next one of its class begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DatedRate {
    /// For what.
    pub class: VatClass,
    /// From when on, by the calendar of Switzerland.
    pub first_day: NaiveDate,
    /// The rate.
    pub rate: BasisPoints,
}

/// The rates of all classes with the days from which they hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VatRates {
    standard: OfClass,
    reduced: OfClass,
    special: OfClass,
}

/// The rates of one class: there is always one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct OfClass {
    /// What holds before the first change that is known.
    oldest: BasisPoints,
    /// Each day from which another rate holds, the newest first.
    changes: Vec<(NaiveDate, BasisPoints)>,
}

impl OfClass {
    fn of(class: VatClass, rates: &[DatedRate]) -> Option<Self> {
        let mut changes: Vec<_> = rates.iter().filter(|rate| rate.class == class).map(|rate| (rate.first_day, rate.rate)).collect();
        changes.sort_unstable_by_key(|(first_day, _)| std::cmp::Reverse(*first_day));
        let (_, oldest) = changes.pop()?;
        Some(Self { oldest, changes })
    }

    fn on(&self, day: NaiveDate) -> BasisPoints {
        self.changes.iter().find(|(first_day, _)| *first_day <= day).map_or(self.oldest, |(_, rate)| *rate)
    }
}

impl VatRates {
    /// These rates, in any order.
    ///
    /// # Errors
    /// The class that has none: each needs one.
    pub fn of(rates: &[DatedRate]) -> Result<Self, VatClass> {
        let of = |class| OfClass::of(class, rates).ok_or(class);
        Ok(Self { standard: of(VatClass::Standard)?, reduced: of(VatClass::Reduced)?, special: of(VatClass::Special)? })
    }

    /// The Swiss rates since 2018, as the shop's database begins with them.
    pub fn swiss() -> [DatedRate; 6] {
        let rate = |class, year, rate| {
            let first_day = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
            DatedRate { class, first_day, rate: BasisPoints(rate) }
        };
        [
            rate(VatClass::Standard, 2018, 770),
            rate(VatClass::Reduced, 2018, 250),
            rate(VatClass::Special, 2018, 370),
            rate(VatClass::Standard, 2024, 810),
            rate(VatClass::Reduced, 2024, 260),
            rate(VatClass::Special, 2024, 380),
        ]
    }

    /// The rate on a day of supply, in basis points (810 is 8.1 %): neither the day of the order nor that of the invoice decides. For days before the
    /// oldest rate that is known, that one answers.
    pub fn rate_on(&self, class: VatClass, day: NaiveDate) -> BasisPoints {
        match class {
            VatClass::Standard => self.standard.on(day),
            VatClass::Reduced => self.reduced.on(day),
            VatClass::Special => self.special.on(day),
        }
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

/// Goods of one rate: a line of an order or cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taxable {
    /// The rate on the day of supply.
    pub rate: BasisPoints,
    /// What the goods cost before any discount, tax included, in rappen.
    pub gross: i64,
    /// The line's part of the discount, in rappen: at least 0, at most `gross`.
    pub discount: i64,
}

/// The taxes of goods without a discount and of their delivery. See [`shares_of`].
pub fn shares(goods: &[(BasisPoints, i64)], delivery_fee: i64) -> Vec<VatShare> {
    let goods: Vec<_> = goods.iter().map(|&(rate, gross)| Taxable { rate, gross, discount: 0 }).collect();
    shares_of(&goods, delivery_fee)
}

/// The taxes that an order contains, per rate, the highest rate first; their gross amounts sum to goods less discounts plus fee.
///
/// Ancillary supplies share the fate of the main supply (MWSTG Art. 19 para. 4); with several rates the delivery fee is split over them by invoiced
/// value, which the tax administration accepts beside taxing it whole at the standard rate. Goods that a voucher pays in full have no invoiced value;
/// then their value before the discount splits the fee. The tax is taken once per rate from the summed gross amount, never summed from rounded lines.
pub fn shares_of(goods: &[Taxable], delivery_fee: i64) -> Vec<VatShare> {
    let mut by_rate: Vec<Taxable> = Vec::new();
    for line in goods {
        match by_rate.iter_mut().find(|known| known.rate == line.rate) {
            Some(known) => {
                known.gross += line.gross;
                known.discount += line.discount;
            }
            None => by_rate.push(*line),
        }
    }
    by_rate.sort_unstable_by_key(|line| std::cmp::Reverse(line.rate));
    let mut values: Vec<i64> = by_rate.iter().map(|line| line.gross - line.discount).collect();
    if values.iter().all(|value| *value == 0) {
        values = by_rate.iter().map(|line| line.gross).collect();
    }
    let fees = split(delivery_fee, &values);
    by_rate
        .iter()
        .zip(fees)
        .map(|(line, fee)| {
            let gross = line.gross - line.discount + fee;
            VatShare { rate: line.rate, gross, vat: line.rate.contained_in(gross) }
        })
        .collect()
}

/// An amount split over values in proportion to them, in whole rappen. The parts always sum to the amount, and none is above its value as long as the
/// amount is not above the values' sum. Values and amount must not be negative; without any value the first place takes all.
///
/// Each part is the difference of two running sums that are rounded down, so no remainder is left to be put anywhere.
pub fn split(amount: i64, values: &[i64]) -> Vec<i64> {
    let whole: i128 = values.iter().map(|value| i128::from(*value)).sum();
    let (mut seen, mut given) = (0_i128, 0_i64);
    values
        .iter()
        .map(|value| {
            seen += i128::from(*value);
            let upto = if whole == 0 { i128::from(amount) } else { i128::from(amount) * seen / whole };
            // Never above the amount itself, so it fits where that did.
            let upto = i64::try_from(upto).unwrap_or(amount);
            let part = upto - given;
            given = upto;
            part
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
    fn each_day_has_its_rate() {
        let known = VatRates::of(&VatRates::swiss()).unwrap();
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let rates = |day| VatClass::ALL.map(|class| known.rate_on(class, day).0);
        assert_eq!(rates(day(2017, 12, 31)), [770, 250, 370], "older ones are not kept");
        assert_eq!(rates(day(2023, 12, 31)), [770, 250, 370]);
        assert_eq!(rates(day(2024, 1, 1)), [810, 260, 380]);
        assert_eq!(rates(day(2027, 6, 1)), [810, 260, 380]);
        assert_eq!(known.rate_on(VatClass::Reduced, day(2026, 6, 1)).to_string(), "2.6\u{a0}%");
    }

    #[test]
    fn a_coming_rate_is_of_its_class_and_day_alone() {
        let day = |month, day| NaiveDate::from_ymd_opt(2028, month, day).unwrap();
        let coming = DatedRate { class: VatClass::Standard, first_day: day(7, 1), rate: BasisPoints(850) };
        // In whatever order they are read.
        let known: Vec<_> = std::iter::once(coming).chain(VatRates::swiss()).collect();
        let known = VatRates::of(&known).unwrap();
        assert_eq!([day(6, 30), day(7, 1)].map(|day| known.rate_on(VatClass::Standard, day).0), [810, 850]);
        assert_eq!(known.rate_on(VatClass::Reduced, day(7, 1)).0, 260);
        let some: Vec<_> = VatRates::swiss().into_iter().filter(|rate| rate.class != VatClass::Special).collect();
        assert_eq!(VatRates::of(&some), Err(VatClass::Special));
    }

    #[test]
    fn a_discount_lowers_the_tax_of_its_own_rate() {
        let (standard, reduced) = (BasisPoints(810), BasisPoints(260));
        let goods = [Taxable { rate: standard, gross: 10_810, discount: 0 }, Taxable { rate: reduced, gross: 1_026, discount: 513 }];
        let shares = shares_of(&goods, 0);
        assert_eq!(shares.iter().map(|share| (share.gross, share.vat)).collect::<Vec<_>>(), [(10_810, 810), (513, 13)]);
    }

    #[test]
    fn the_fee_follows_the_invoiced_value() {
        let (standard, reduced) = (BasisPoints(810), BasisPoints(260));
        // 30 francs at one rate, 10 at the other: three quarters of the fee, and one.
        let shares = shares_of(
            &[Taxable { rate: standard, gross: 4_000, discount: 1_000 }, Taxable { rate: reduced, gross: 1_000, discount: 0 }],
            800,
        );
        assert_eq!(shares.iter().map(|share| share.gross).collect::<Vec<_>>(), [3_600, 1_200]);
        // Nothing invoiced but the fee: the goods' own values split it.
        let free = [Taxable { rate: standard, gross: 3_000, discount: 3_000 }, Taxable { rate: reduced, gross: 1_000, discount: 1_000 }];
        assert_eq!(shares_of(&free, 800).iter().map(|share| share.gross).collect::<Vec<_>>(), [600, 200]);
    }

    /// Any basket: rate and gross amount of each line, and how much of the goods a discount takes away, in thousandths.
    fn basket() -> impl Strategy<Value = (Vec<(u16, i64)>, i64)> {
        let line = (prop::sample::select(vec![810_u16, 260, 380, 0]), 0_i64..10_000_000);
        (prop::collection::vec(line, 0..60), 0_i64..=1_000)
    }

    proptest! {
        #[test]
        fn parts_of_a_split_sum_up_and_stay_within_their_values(values in prop::collection::vec(0_i64..10_000_000, 1..60), thousandths in 0_i64..=1_000) {
            let whole: i64 = values.iter().sum();
            let amount = whole * thousandths / 1_000;
            let parts = split(amount, &values);
            prop_assert_eq!(parts.iter().sum::<i64>(), amount);
            for (part, value) in parts.iter().zip(&values) {
                prop_assert!((0..=*value).contains(part), "{} of {}", part, value);
            }
        }

        #[test]
        fn any_amount_is_split_whole(amount in 0_i64..=i64::MAX, values in prop::collection::vec(0_i64..=i64::MAX / 64, 1..60)) {
            prop_assert_eq!(split(amount, &values).iter().map(|part| i128::from(*part)).sum::<i128>(), i128::from(amount));
        }

        #[test]
        fn shares_sum_to_the_total_for_any_basket_discount_and_fee((lines, thousandths) in basket(), fee in 0_i64..100_000) {
            let values: Vec<i64> = lines.iter().map(|&(_, gross)| gross).collect();
            let whole: i64 = values.iter().sum();
            let discount = whole * thousandths / 1_000;
            let goods: Vec<_> = lines.iter().zip(split(discount, &values))
                .map(|(&(rate, gross), discount)| Taxable { rate: BasisPoints(rate), gross, discount }).collect();
            let parts = shares_of(&goods, fee);
            let expected = if goods.is_empty() { 0 } else { whole - discount + fee };
            prop_assert_eq!(parts.iter().map(|share| share.gross).sum::<i64>(), expected);
            for share in &parts {
                prop_assert!(share.vat >= 0 && share.vat <= share.gross, "{:?}", share);
            }
            prop_assert!(parts.is_sorted_by(|one, other| one.rate > other.rate), "each rate once, the highest first");
        }

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
