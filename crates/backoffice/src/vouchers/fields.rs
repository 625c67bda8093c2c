//! What is entered into the forms of a voucher.

use domain::backoffice::VoucherLimits;
use serde::{Deserialize, Serialize};

use crate::time;

/// What a voucher takes off, as entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VoucherFields {
    /// The code; empty for one that the shop makes.
    pub code: String,
    /// The name of what it gives: `percent`, `amount` or `free_delivery`.
    pub kind: String,
    /// Per cent or francs.
    pub benefit: String,
    /// Least value of the goods in francs, or nothing.
    pub minimum: String,
}

/// How often and when it counts, as entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LimitFields {
    /// Uses in total, or nothing.
    pub most_uses: String,
    /// Uses by one customer, or nothing.
    pub most_uses_by_customer: String,
    /// The first day: `2026-12-24`, or nothing.
    pub valid_from: String,
    /// The last day, or nothing.
    pub valid_until: String,
}

impl LimitFields {
    /// What a form begins with: the limits as they are.
    pub fn of(limits: &VoucherLimits) -> Self {
        let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        Self {
            most_uses: number(limits.most_uses),
            most_uses_by_customer: number(limits.most_uses_by_customer),
            valid_from: limits.valid_from.map(|from| time::day(from).to_string()).unwrap_or_default(),
            valid_until: limits.valid_until.map(|until| time::last_day(until).to_string()).unwrap_or_default(),
        }
    }

    /// The fields' names with what is in them, for the form to begin with when it is not accepted.
    #[cfg(feature = "ssr")]
    pub fn pairs(&self) -> [(&'static str, &str); 4] {
        [
            ("most_uses", self.most_uses.as_str()),
            ("most_uses_by_customer", self.most_uses_by_customer.as_str()),
            ("valid_from", self.valid_from.as_str()),
            ("valid_until", self.valid_until.as_str()),
        ]
    }
}

#[cfg(any(feature = "ssr", test))]
mod reading {
    use chrono::{DateTime, NaiveDate, Utc};
    use domain::{
        backoffice::{MOST_USES, MOST_USES_BY_CUSTOMER, NewVoucherRequest, VoucherLimits},
        failure::{Failure, FieldError},
        orders::Benefit,
        vat::BasisPoints,
    };
    use uuid::Uuid;

    use super::{LimitFields, VoucherFields};
    use crate::{
        parsed::{amount, optional_count, optional_day},
        time::beginning,
    };

    impl VoucherFields {
        /// What is to be made, or everything that cannot be read.
        pub fn read(&self, key: Uuid, limits: &LimitFields, categories: &[String]) -> Result<NewVoucherRequest, Failure> {
            let (benefit, minimum, limits) = (self.benefit(), self.minimum(), limits.read());
            match (benefit, minimum, limits) {
                (Ok(benefit), Ok(minimum), Ok(limits)) => {
                    Ok(NewVoucherRequest { key, code: self.code.clone(), benefit, minimum, limits, categories: categories.to_vec() })
                }
                (benefit, minimum, limits) => {
                    let errors = benefit.err().into_iter().chain(minimum.err()).chain(limits.err().unwrap_or_default());
                    Err(Failure::Invalid(errors.collect()))
                }
            }
        }

        fn benefit(&self) -> Result<Benefit, FieldError> {
            // A percentage with two digits behind the point is as many basis points as an amount with two is rappen.
            let number = || match self.benefit.trim() {
                "" => Err(FieldError::required("benefit")),
                text => amount(text.trim_end_matches('%')).ok_or_else(|| FieldError::malformed("benefit")),
            };
            match self.kind.as_str() {
                "percent" => {
                    u16::try_from(number()?).map(|part| Benefit::Percent(BasisPoints(part))).map_err(|_| FieldError::malformed("benefit"))
                }
                "amount" => number().map(Benefit::Amount),
                "free_delivery" => Ok(Benefit::FreeDelivery),
                _ => Err(FieldError::unknown("kind")),
            }
        }

        fn minimum(&self) -> Result<i64, FieldError> {
            match self.minimum.trim() {
                "" => Ok(0),
                text => amount(text).ok_or_else(|| FieldError::malformed("minimum")),
            }
        }
    }

    impl LimitFields {
        /// The limits, or everything that cannot be read. The last day counts as a whole.
        pub fn read(&self) -> Result<VoucherLimits, Vec<FieldError>> {
            let most_uses = optional_count("most_uses", &self.most_uses, MOST_USES);
            let by_customer = optional_count("most_uses_by_customer", &self.most_uses_by_customer, MOST_USES_BY_CUSTOMER);
            let from = optional_day("valid_from", &self.valid_from);
            let until = optional_day("valid_until", &self.valid_until);
            match (most_uses, by_customer, from, until) {
                (Ok(most_uses), Ok(most_uses_by_customer), Ok(from), Ok(until)) => Ok(VoucherLimits {
                    most_uses,
                    most_uses_by_customer,
                    valid_from: from.map(beginning),
                    valid_until: until.and_then(end),
                }),
                (most_uses, by_customer, from, until) => {
                    Err(most_uses.err().into_iter().chain(by_customer.err()).chain(from.err()).chain(until.err()).collect())
                }
            }
        }
    }

    /// When a day is over.
    fn end(day: NaiveDate) -> Option<DateTime<Utc>> {
        day.succ_opt().map(beginning)
    }
}

#[cfg(test)]
mod tests {
    use domain::{failure::Failure, orders::Benefit, vat::BasisPoints};
    use uuid::Uuid;

    use super::*;

    fn fields(kind: &str, benefit: &str) -> VoucherFields {
        VoucherFields { code: "TEN".into(), kind: kind.into(), benefit: benefit.into(), minimum: String::new() }
    }

    fn benefit(kind: &str, benefit: &str) -> Option<Benefit> {
        fields(kind, benefit).read(Uuid::nil(), &LimitFields::default(), &[]).ok().map(|request| request.benefit)
    }

    #[test]
    fn per_cent_and_francs_are_exact() {
        assert_eq!(benefit("percent", "12.5 %"), Some(Benefit::Percent(BasisPoints(1_250))));
        assert_eq!(benefit("amount", "1’000.05"), Some(Benefit::Amount(100_005)));
        assert_eq!(benefit("free_delivery", "whatever"), Some(Benefit::FreeDelivery));
        for (kind, text) in [("percent", "700"), ("percent", "-1"), ("amount", ""), ("amount", "1.234"), ("gift", "1")] {
            assert_eq!(benefit(kind, text), None, "{kind} {text}");
        }
    }

    #[test]
    fn days_are_whole_days_in_switzerland_and_come_back_as_they_were_entered() {
        let entered = LimitFields { valid_from: "2026-07-01".into(), valid_until: "2026-12-31".into(), ..LimitFields::default() };
        let limits = entered.read().unwrap();
        assert_eq!(limits.valid_from.unwrap().to_rfc3339(), "2026-06-30T22:00:00+00:00");
        assert_eq!(limits.valid_until.unwrap().to_rfc3339(), "2026-12-31T23:00:00+00:00");
        assert_eq!(LimitFields::of(&limits), entered);
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let limits = LimitFields {
            most_uses: "viele".into(),
            most_uses_by_customer: "1001".into(),
            valid_from: "gestern".into(),
            valid_until: "2026-02-30".into(),
        };
        let wrong = VoucherFields { minimum: "-1".into(), ..fields("amount", "x") };
        let Err(Failure::Invalid(errors)) = wrong.read(Uuid::nil(), &limits, &[]) else { panic!("it was read") };
        let named: Vec<String> = errors.into_iter().map(|error| error.field).collect();
        assert_eq!(named, ["benefit", "minimum", "most_uses", "most_uses_by_customer", "valid_from", "valid_until"]);
    }
}
