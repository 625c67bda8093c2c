//! What is entered for a coming rate.

use serde::{Deserialize, Serialize};

/// The fields of the form, as entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VatRateFields {
    /// The class's code.
    pub class: String,
    /// From when on, as a field for a date gives it: `2028-01-01`.
    pub first_day: String,
    /// The rate in per cent.
    pub rate: String,
}

#[cfg(any(feature = "ssr", test))]
impl VatRateFields {
    /// What is written.
    ///
    /// # Errors
    /// [`Failure::Invalid`](domain::failure::Failure::Invalid) with the fields that cannot be read.
    pub fn read(&self) -> Result<domain::vat::DatedRate, domain::failure::Failure> {
        use chrono::NaiveDate;
        use domain::{
            failure::{Failure, FieldError},
            money::amount,
            vat::{BasisPoints, DatedRate, VatClass},
        };

        let wrong =
            |field: &str, text: &str| if text.trim().is_empty() { FieldError::required(field) } else { FieldError::malformed(field) };
        let class = VatClass::from_code(&self.class).ok_or_else(|| FieldError::unknown("class"));
        let first_day = NaiveDate::parse_from_str(self.first_day.trim(), "%Y-%m-%d").map_err(|_| wrong("first_day", &self.first_day));
        // Two digits behind the point are hundredths of a per cent, as they are hundredths of a franc.
        let rate = amount(self.rate.trim().trim_end_matches('%'));
        let rate = rate.and_then(|rate| u16::try_from(rate).ok()).map(BasisPoints).ok_or_else(|| wrong("rate", &self.rate));
        match (class, first_day, rate) {
            (Ok(class), Ok(first_day), Ok(rate)) => Ok(DatedRate { class, first_day, rate }),
            (class, first_day, rate) => Err(Failure::Invalid([class.err(), first_day.err(), rate.err()].into_iter().flatten().collect())),
        }
    }

    /// The query's pairs for a form that was not accepted.
    pub fn pairs(&self) -> [(&'static str, &str); 4] {
        [("form", super::NEW), ("e.class", &self.class), ("e.first_day", &self.first_day), ("e.rate", &self.rate)]
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        failure::{Failure, FieldError},
        vat::{BasisPoints, VatClass},
    };

    use super::*;

    fn fields(class: &str, first_day: &str, rate: &str) -> VatRateFields {
        VatRateFields { class: class.into(), first_day: first_day.into(), rate: rate.into() }
    }

    #[test]
    fn a_rate_is_read_in_per_cent() {
        let read = fields("reduced", "2028-01-01", " 2,65 % ").read().unwrap();
        assert_eq!((read.class, read.first_day.to_string().as_str(), read.rate), (VatClass::Reduced, "2028-01-01", BasisPoints(265)));
        let rate = |text| fields("standard", "2028-01-01", text).read().map(|read| read.rate.0);
        assert_eq!([rate("8.5"), rate("0"), rate("8.50%")], [Ok(850), Ok(0), Ok(850)]);
        let wrong = |errors: &[FieldError]| Err(Failure::Invalid(errors.to_vec()));
        for text in ["8.555", "-1", "acht", "99999"] {
            assert_eq!(rate(text), wrong(&[FieldError::malformed("rate")]), "{text}");
        }
        let all = [FieldError::unknown("class"), FieldError::malformed("first_day"), FieldError::required("rate")];
        assert_eq!(fields("x", "1.1.2028", " ").read().map(|read| read.rate.0), wrong(&all));
    }
}
