//! The VAT rates as staff see them and enter coming ones.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{failure::FieldError, vat::DatedRate};

/// The highest rate that can be entered, in basis points: a point that was left out must not make ten times the tax.
pub const HIGHEST_VAT_RATE: u16 = 3_000;
/// How far ahead a rate can be entered.
const FARTHEST: Months = Months::new(10 * 12);

/// All rates with the days from which they hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VatRatesDetail {
    /// Today in Switzerland.
    pub today: NaiveDate,
    /// The first day for which a rate can still be entered or taken away.
    pub earliest: NaiveDate,
    /// The rates by class, the newest first.
    pub rates: Vec<DatedRate>,
}

/// Where a rate stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateStanding {
    /// Its day has not come.
    Coming,
    /// It holds.
    InForce,
    /// Another one of its class holds since.
    Past,
}

impl VatRatesDetail {
    /// Where one of the rates stands.
    pub fn standing(&self, rate: DatedRate) -> RateStanding {
        if rate.first_day > self.today {
            return RateStanding::Coming;
        }
        let newer = |other: &DatedRate| other.class == rate.class && other.first_day > rate.first_day && other.first_day <= self.today;
        if self.rates.iter().any(newer) { RateStanding::Past } else { RateStanding::InForce }
    }

    /// Whether it can still be taken away.
    pub fn is_removable(&self, rate: DatedRate) -> bool {
        rate.first_day >= self.earliest
    }
}

/// What is wrong with a rate that somebody enters, field by field, when `earliest` is the first day that is still open.
pub fn check_vat_rate(rate: DatedRate, earliest: NaiveDate) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let is_too_far = earliest.checked_add_months(FARTHEST).is_none_or(|latest| rate.first_day > latest);
    if rate.first_day < earliest || is_too_far {
        errors.push(FieldError::malformed("first_day"));
    }
    if rate.rate.0 > HIGHEST_VAT_RATE {
        errors.push(FieldError::too_large("rate", u32::from(HIGHEST_VAT_RATE / 100)));
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vat::{BasisPoints, VatClass, VatRates};

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_rate_comes_holds_and_is_past() {
        use RateStanding::{Coming, InForce, Past};

        let mut rates = VatRates::swiss().to_vec();
        rates.push(DatedRate { class: VatClass::Standard, first_day: day(2028, 1, 1), rate: BasisPoints(850) });
        let standings = |today: NaiveDate| {
            let detail = VatRatesDetail { today, earliest: today.succ_opt().unwrap(), rates: rates.clone() };
            let of_class = rates.iter().filter(|rate| rate.class == VatClass::Standard);
            of_class.map(|rate| (detail.standing(*rate), detail.is_removable(*rate))).collect::<Vec<_>>()
        };
        assert_eq!(standings(day(2027, 12, 30)), [(Past, false), (InForce, false), (Coming, true)]);
        assert_eq!(standings(day(2028, 1, 1)), [(Past, false), (Past, false), (InForce, false)]);
    }

    #[test]
    fn only_what_is_to_come_and_believable_is_entered() {
        let earliest = day(2026, 6, 16);
        let wrong = |first_day, rate| check_vat_rate(DatedRate { class: VatClass::Reduced, first_day, rate: BasisPoints(rate) }, earliest);
        assert_eq!(wrong(earliest, 3_000), []);
        assert_eq!(wrong(day(2026, 6, 15), 260), [FieldError::malformed("first_day")]);
        assert_eq!(wrong(day(2036, 6, 17), 260), [FieldError::malformed("first_day")], "more than ten years ahead");
        assert_eq!(wrong(NaiveDate::MAX, 8_100), [FieldError::malformed("first_day"), FieldError::too_large("rate", 30)]);
    }
}
