//! What is entered into a method.

use domain::{
    address::COUNTRIES,
    backoffice::{DeliveryMethodDetail, DeliveryRate},
    catalog::Texts,
    money::Money,
};
use serde::{Deserialize, Serialize};

use super::{EXAMPLE, words::kilograms};

/// Empty rows at the end of each country, for bands that are to be added.
const SPARE_ROWS: usize = 2;

/// The texts, as entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MethodFields {
    /// The name that buyers read.
    pub name: Texts,
    /// When a parcel arrives.
    pub promise: Texts,
}

/// The rates, as entered, and the parcel that shows what they mean.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RateFields {
    /// The rows of all countries; an empty one is none.
    pub rows: Vec<RateRow>,
    /// The weight of the parcel in kilograms.
    pub kg: String,
    /// What its goods cost, in francs.
    pub worth: String,
}

/// The fields of a rate, as entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RateRow {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The heaviest parcel of the band, in kilograms.
    pub up_to: String,
    /// The value of the goods from which it holds, in francs; nothing for any value.
    pub from: String,
    /// What it costs, in francs.
    pub fee: String,
}

impl MethodFields {
    /// A method as it is stored.
    pub fn of(method: &DeliveryMethodDetail) -> Self {
        Self { name: method.name.clone(), promise: method.promise.clone() }
    }

    /// What is to be stored.
    #[cfg(any(feature = "ssr", test))]
    pub fn read(&self) -> domain::backoffice::DeliveryMethodContent {
        domain::backoffice::DeliveryMethodContent { name: self.name.clone(), promise: self.promise.clone() }
    }
}

impl RateFields {
    /// A method's rates as they are stored, with room for more.
    pub fn of(method: &DeliveryMethodDetail) -> Self {
        let (kg, worth) = EXAMPLE;
        let rows = COUNTRIES.into_iter().flat_map(|country| {
            let rates = method.rates.iter().filter(move |rate| rate.country == country).map(RateRow::of);
            rates.chain(std::iter::repeat_n(RateRow::empty(country), SPARE_ROWS))
        });
        Self { rows: rows.collect(), kg: kg.to_owned(), worth: worth.to_owned() }
    }
}

impl RateRow {
    fn of(rate: &DeliveryRate) -> Self {
        Self {
            country: rate.country.clone(),
            up_to: kilograms(rate.up_to_grams),
            from: Money::rappen(rate.from_value).digits(),
            fee: Money::rappen(rate.fee).digits(),
        }
    }

    fn empty(country: &str) -> Self {
        Self { country: country.to_owned(), ..Self::default() }
    }
}

#[cfg(any(feature = "ssr", test))]
mod reading {
    use domain::{
        backoffice::{DeliveryRate, check_delivery_rates, rate_field},
        failure::{Failure, FieldError},
    };

    use super::{RateFields, RateRow};
    use crate::parsed::{amount, grams};

    impl RateFields {
        /// The rates that are written.
        ///
        /// # Errors
        /// [`Failure::Invalid`] with the fields of which something is wrong: what cannot be read, or, where all can be, what does not fit together.
        pub fn read(&self) -> Result<Vec<DeliveryRate>, Failure> {
            let (mut errors, mut rates, mut places) = (Vec::new(), Vec::new(), Vec::new());
            for (place, row) in self.rows.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
                rates.push(row.read(place, &mut errors));
                places.push(place);
            }
            if errors.is_empty() {
                errors = check_delivery_rates(&rates).into_iter().map(|error| at_its_row(error, &places)).collect();
            }
            if errors.is_empty() { Ok(rates) } else { Err(Failure::Invalid(errors)) }
        }
    }

    /// An error of one of the rates, at the row that it was written in: empty rows are none of the rates.
    fn at_its_row(error: FieldError, places: &[usize]) -> FieldError {
        let named = error.field.rsplit_once('-').and_then(|(name, number)| Some((name, places.get(number.parse::<usize>().ok()?)?)));
        match named {
            Some((name, place)) => FieldError { field: rate_field(name, *place), ..error },
            None => error,
        }
    }

    impl RateRow {
        fn is_empty(&self) -> bool {
            [&self.up_to, &self.from, &self.fee].into_iter().all(|text| text.trim().is_empty())
        }

        /// What cannot be read is an error, and stands here as nothing.
        fn read(&self, place: usize, errors: &mut Vec<FieldError>) -> DeliveryRate {
            let mut wrong = |field: &str, text: &str| {
                let field = rate_field(field, place);
                errors.push(if text.trim().is_empty() { FieldError::required(&field) } else { FieldError::malformed(&field) });
            };
            let up_to_grams = grams(&self.up_to);
            if up_to_grams.is_none() {
                wrong("up_to", &self.up_to);
            }
            let from_value = if self.from.trim().is_empty() { Some(0) } else { amount(&self.from) };
            if from_value.is_none() {
                wrong("from", &self.from);
            }
            let fee = amount(&self.fee);
            if fee.is_none() {
                wrong("fee", &self.fee);
            }
            DeliveryRate {
                country: self.country.clone(),
                up_to_grams: up_to_grams.unwrap_or_default(),
                from_value: from_value.unwrap_or_default(),
                fee: fee.unwrap_or_default(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::failure::{Failure, FieldError};

    use super::*;

    fn row(up_to: &str, from: &str, fee: &str) -> RateRow {
        RateRow { country: "CH".into(), up_to: up_to.into(), from: from.into(), fee: fee.into() }
    }

    fn read(rows: &[RateRow]) -> Result<Vec<DeliveryRate>, Failure> {
        RateFields { rows: rows.to_vec(), ..RateFields::default() }.read()
    }

    fn wrong(errors: &[FieldError]) -> Result<Vec<DeliveryRate>, Failure> {
        Err(Failure::Invalid(errors.to_vec()))
    }

    #[test]
    fn what_is_stored_is_read_as_it_is() {
        let rate = |country: &str, up_to_grams, from_value, fee| DeliveryRate { country: country.into(), up_to_grams, from_value, fee };
        let rates = vec![rate("CH", 500, 0, 790), rate("CH", 500, 123_400, 0), rate("LI", 30_000, 0, 1_590)];
        let method = DeliveryMethodDetail {
            code: "post".into(),
            version: 1,
            is_active: true,
            name: Texts::default(),
            promise: Texts::default(),
            rates: rates.clone(),
            is_removable: false,
        };
        let fields = RateFields::of(&method);
        assert_eq!(fields.rows.iter().map(|row| row.country.as_str()).collect::<String>(), "CHCHCHCHLILILI");
        assert_eq!((fields.rows[1].up_to.as_str(), fields.rows[1].from.as_str()), ("0.5", "1’234.00"));
        assert_eq!(fields.read(), Ok(rates));
    }

    #[test]
    fn errors_are_at_the_rows_that_they_were_written_in() {
        let empty = row(" ", "", "");
        assert_eq!(read(&[empty.clone(), row("10", "", "7.90")]).unwrap()[0].from_value, 0);
        assert_eq!(
            read(&[row("10 kg", "x", ""), empty.clone()]),
            wrong(&[FieldError::malformed("up_to-0"), FieldError::malformed("from-0"), FieldError::required("fee-0")])
        );
        assert_eq!(read(&[empty.clone(), row("10", "0", "7.90"), empty, row("10", "0", "6.90")]), wrong(&[FieldError::taken("from-3")]));
        assert_eq!(read(&[row("10", "50", "7.90")]), wrong(&[FieldError::required("from-0")]));
    }
}
