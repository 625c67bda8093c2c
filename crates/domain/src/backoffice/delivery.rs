//! Delivery methods and what they cost, as staff see and change them.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::catalogue::{check_texts, tidied};
use crate::{
    address::COUNTRIES,
    catalog::{Texts, slugify},
    failure::FieldError,
};

/// Longest name of a method, in characters.
pub const LONGEST_METHOD_NAME: usize = 60;
/// Longest promise of when a parcel arrives, in characters.
pub const LONGEST_PROMISE: usize = 80;
/// Most methods of a shop: all of them are on one screen, and buyers choose among them.
pub const MOST_METHODS: u32 = 20;
/// Most rates of a method: all of them are in one form.
pub const MOST_RATES: usize = 80;
/// The heaviest parcel that a band can be for, in grams.
pub const HEAVIEST_PARCEL: u32 = 1_000_000;
/// The highest fee, in rappen.
pub const HIGHEST_FEE: i64 = 99_995;
/// The highest value from which a rate can hold, in rappen.
pub const HIGHEST_WORTH: i64 = 10_000_000;

/// What parcels cost: those of a country and a band of weights, whose goods are worth at least so much.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DeliveryRate {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The band: parcels up to this weight that are too heavy for the band below it.
    pub up_to_grams: u32,
    /// The value of the goods from which the rate holds, in rappen, before any voucher; each band begins with 0.
    pub from_value: i64,
    /// What the buyer pays, in rappen; in steps of five.
    pub fee: i64,
}

/// What a parcel to a country costs, in rappen; none when it is too heavy, or nothing goes there. The fee is that of the lightest band which is heavy
/// enough, and within the band that of the highest value which the goods reach.
pub fn delivery_fee(rates: &[DeliveryRate], country: &str, grams: u32, value: i64) -> Option<i64> {
    let carried = || rates.iter().filter(|rate| rate.country == country && rate.up_to_grams >= grams);
    let band = carried().map(|rate| rate.up_to_grams).min()?;
    let reached = carried().filter(|rate| rate.up_to_grams == band && rate.from_value <= value);
    reached.max_by_key(|rate| rate.from_value).map(|rate| rate.fee)
}

/// What is wrong with a method's rates, field by field: `fee-3` is the fourth of them.
///
/// Bands follow one another by themselves: each begins where the one below it ends. What can be missing is a fee for goods of little value, and what can
/// be there twice is a fee for the same weight and value. Goods that are worth more never cost more to send.
pub fn check_delivery_rates(rates: &[DeliveryRate]) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if rates.len() > MOST_RATES {
        return vec![FieldError::too_large("rates", u32::try_from(MOST_RATES).unwrap_or(u32::MAX))];
    }
    for (row, rate) in rates.iter().enumerate() {
        check_rate(rate, row, &mut errors);
        check_beside(rates, row, &mut errors);
    }
    errors
}

/// The name of a field of one of the rates, by which errors go.
pub fn rate_field(field: &str, row: usize) -> String {
    format!("{field}-{row}")
}

fn check_rate(rate: &DeliveryRate, row: usize, errors: &mut Vec<FieldError>) {
    if !COUNTRIES.contains(&rate.country.as_str()) {
        errors.push(FieldError::unknown(&rate_field("up_to", row)));
    } else if rate.up_to_grams == 0 {
        errors.push(FieldError::malformed(&rate_field("up_to", row)));
    } else if rate.up_to_grams > HEAVIEST_PARCEL {
        errors.push(FieldError::too_large(&rate_field("up_to", row), HEAVIEST_PARCEL / 1_000));
    }
    if rate.from_value < 0 {
        errors.push(FieldError::malformed(&rate_field("from", row)));
    } else if rate.from_value > HIGHEST_WORTH {
        errors.push(FieldError::too_large(&rate_field("from", row), u32::try_from(HIGHEST_WORTH / 100).unwrap_or(u32::MAX)));
    }
    if rate.fee < 0 || rate.fee % 5 != 0 {
        errors.push(FieldError::malformed(&rate_field("fee", row)));
    } else if rate.fee > HIGHEST_FEE {
        errors.push(FieldError::too_large(&rate_field("fee", row), u32::try_from(HIGHEST_FEE / 100).unwrap_or(u32::MAX)));
    }
}

/// What is wrong with a rate beside the others of its band.
fn check_beside(rates: &[DeliveryRate], row: usize, errors: &mut Vec<FieldError>) {
    let rate = &rates[row];
    let band = || rates.iter().enumerate().filter(|(_, other)| other.country == rate.country && other.up_to_grams == rate.up_to_grams);
    if band().any(|(other, twin)| other < row && twin.from_value == rate.from_value) {
        errors.push(FieldError::taken(&rate_field("from", row)));
        return;
    }
    match band().filter(|(_, other)| other.from_value < rate.from_value).max_by_key(|(_, other)| other.from_value) {
        // The first of its band, and yet not for all values.
        None if rate.from_value > 0 => errors.push(FieldError::required(&rate_field("from", row))),
        Some((_, below)) if rate.fee >= below.fee => errors.push(FieldError::unknown(&rate_field("fee", row))),
        None | Some(_) => {}
    }
}

/// A delivery method with its rates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryMethodDetail {
    /// Its name in addresses and in orders; it never changes.
    pub code: String,
    /// What somebody has to have seen to change it.
    pub version: i64,
    /// Whether it is offered to buyers.
    pub is_active: bool,
    /// The name that buyers read.
    pub name: Texts,
    /// When a parcel arrives, as buyers read it.
    pub promise: Texts,
    /// What it costs, by country, weight and value.
    pub rates: Vec<DeliveryRate>,
    /// Whether it can be removed: it is off, and no order went by it.
    pub is_removable: bool,
}

/// What staff write into a method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryMethodContent {
    /// The name that buyers read.
    pub name: Texts,
    /// When a parcel arrives, as buyers read it.
    pub promise: Texts,
}

impl DeliveryMethodContent {
    /// The same without white space around it.
    #[must_use]
    pub fn tidied(&self) -> Self {
        Self { name: tidied(&self.name), promise: tidied(&self.promise) }
    }

    /// What is wrong with it, field by field.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        check_texts("name", &self.name, LONGEST_METHOD_NAME, true, &mut errors);
        check_texts("promise", &self.promise, LONGEST_PROMISE, true, &mut errors);
        errors
    }

    /// What a method of this name is called in addresses and in orders, if nothing else is called so.
    pub fn code(&self) -> String {
        let code = slugify(&self.name.de);
        if code.is_empty() { "delivery".to_owned() } else { code }
    }
}

/// A method is made: off, and without rates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDeliveryMethodRequest {
    /// Made by the form, so that the form sent twice makes one.
    pub key: Uuid,
    /// What they wrote.
    pub content: DeliveryMethodContent,
}

/// A method's texts are stored as somebody wrote them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveDeliveryMethodRequest {
    /// Which one, by its code.
    pub method: String,
    /// The version that the screen showed.
    pub version: i64,
    /// What they wrote.
    pub content: DeliveryMethodContent,
}

/// A method's rates are stored, all of them at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetDeliveryRatesRequest {
    /// Which method, by its code.
    pub method: String,
    /// The version that the screen showed.
    pub version: i64,
    /// All its rates, in any order.
    pub rates: Vec<DeliveryRate>,
}

/// A method is offered from now on, or no longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SwitchDeliveryMethodRequest {
    /// Which one, by its code.
    pub method: String,
    /// The version that the screen showed.
    pub version: i64,
    /// Whether it is offered.
    pub is_active: bool,
}

/// The methods get another order, which is that of the checkout where they cost the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReorderDeliveryMethodsRequest {
    /// Their codes as the screen showed them.
    pub shown: Vec<String>,
    /// The same in the order that is wanted.
    pub order: Vec<String>,
}

/// A method that no order went by is removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveDeliveryMethodRequest {
    /// Which one, by its code.
    pub method: String,
    /// The version that the screen showed.
    pub version: i64,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rate(up_to_grams: u32, from_value: i64, fee: i64) -> DeliveryRate {
        DeliveryRate { country: "CH".into(), up_to_grams, from_value, fee }
    }

    #[test]
    fn the_lightest_band_and_the_highest_value_decide() {
        let rates = [rate(30_000, 0, 1_590), rate(10_000, 12_000, 0), rate(30_000, 30_000, 0), rate(10_000, 0, 790)];
        let fee = |grams, value| delivery_fee(&rates, "CH", grams, value);
        assert_eq!([fee(1_000, 8_000), fee(10_000, 11_999), fee(10_000, 12_000)], [Some(790), Some(790), Some(0)]);
        assert_eq!([fee(10_001, 12_000), fee(30_000, 30_000), fee(30_001, 0)], [Some(1_590), Some(0), None]);
        assert_eq!(delivery_fee(&rates, "LI", 1, 0), None);
        assert_eq!(check_delivery_rates(&rates), []);
    }

    #[test]
    fn each_field_is_told_what_is_wrong_with_it() {
        let wrong = |rates: &[DeliveryRate]| check_delivery_rates(rates);
        assert_eq!(wrong(&[rate(10_000, 5_000, 0)]), [FieldError::required("from-0")], "what is worth less has no fee");
        assert_eq!(wrong(&[rate(10_000, 0, 790), rate(10_000, 0, 690)]), [FieldError::taken("from-1")], "the same twice");
        assert_eq!(wrong(&[rate(10_000, 0, 790), rate(10_000, 5_000, 790)]), [FieldError::unknown("fee-1")], "it never costs more");
        let abroad = DeliveryRate { country: "DE".into(), ..rate(1, 0, 0) };
        let broken = [rate(0, 0, 792), rate(HEAVIEST_PARCEL + 1, 0, HIGHEST_FEE + 5), rate(5, -5, -5), abroad];
        let expected = [
            FieldError::malformed("up_to-0"),
            FieldError::malformed("fee-0"),
            FieldError::too_large("up_to-1", 1_000),
            FieldError::too_large("fee-1", 999),
            FieldError::malformed("from-2"),
            FieldError::malformed("fee-2"),
            FieldError::unknown("up_to-3"),
        ];
        assert_eq!(wrong(&broken), expected);
        assert_eq!(wrong(&vec![rate(1, 0, 0); MOST_RATES + 1]), [FieldError::too_large("rates", 80)]);
    }

    #[test]
    fn a_method_is_called_after_its_german_name() {
        let texts = |text: &str| Texts { de: text.into(), fr: text.into(), it: text.into(), en: text.into() };
        let content = DeliveryMethodContent { name: texts(" Velo-Kurier "), promise: texts("heute") }.tidied();
        assert_eq!((content.code().as_str(), content.check()), ("velo-kurier", vec![]));
        let gaps = DeliveryMethodContent { name: texts("…"), promise: Texts { it: String::new(), ..texts("heute") } };
        assert_eq!((gaps.code().as_str(), gaps.check()), ("delivery", vec![FieldError::required("promise-it")]));
    }

    fn any_rates() -> impl Strategy<Value = Vec<DeliveryRate>> {
        let weights = prop::sample::select(vec![2_000_u32, 10_000, 30_000]);
        let values = prop::sample::select(vec![0_i64, 5_000, 12_000]);
        prop::collection::vec((weights, values, 0_i64..40).prop_map(|(grams, value, fee)| rate(grams, value, fee * 5)), 0..7)
    }

    proptest! {
        /// What is accepted has one fee for each parcel that it carries, and goods of more value never cost more.
        #[test]
        fn what_is_accepted_has_no_gaps(rates in any_rates(), grams in 1_u32..31_000, value in 0_i64..20_000) {
            prop_assume!(check_delivery_rates(&rates).is_empty());
            let heaviest = rates.iter().map(|rate| rate.up_to_grams).max().unwrap_or(0);
            let fee = delivery_fee(&rates, "CH", grams, value);
            prop_assert_eq!(fee.is_some(), grams <= heaviest);
            prop_assert!(delivery_fee(&rates, "CH", grams, value + 1) <= fee);
            let mut turned = rates.clone();
            turned.reverse();
            prop_assert_eq!(delivery_fee(&turned, "CH", grams, value), fee);
        }
    }
}
