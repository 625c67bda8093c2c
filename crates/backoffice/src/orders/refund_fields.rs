//! What is entered to give money back.

use domain::orders::EnteredPieces;
use serde::{Deserialize, Serialize};

/// The fields of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RefundFields {
    /// How much: `all`, `amount` or `lines`.
    pub what: String,
    /// The amount, as entered.
    pub amount: String,
    /// The pieces of each line, as entered.
    pub pieces: Vec<EnteredPieces>,
    /// The reason's code.
    pub reason: String,
    /// For colleagues.
    pub remark: String,
}

#[cfg(any(feature = "ssr", test))]
mod reading {
    use domain::{
        backoffice::RefundWhat,
        failure::{Failure, FieldError},
        payments::RefundReason,
    };

    use super::RefundFields;
    use crate::parsed::{amount_field, pieces};

    impl RefundFields {
        /// How much and why.
        ///
        /// # Errors
        /// [`Failure::Invalid`] with what is wrong. Fields of what was not chosen are not looked at.
        pub fn read(&self) -> Result<(RefundWhat, RefundReason), Failure> {
            let what = match self.what.as_str() {
                "all" => RefundWhat::All,
                "amount" => RefundWhat::Amount(amount_field(&self.amount)?),
                "lines" => RefundWhat::Lines(pieces(&self.pieces)?),
                _ => return Err(Failure::Invalid(vec![FieldError::unknown("what")])),
            };
            if matches!(&what, RefundWhat::Lines(pieces) if pieces.is_empty()) {
                return Err(Failure::Invalid(vec![FieldError::required("pieces")]));
            }
            let reason = RefundReason::from_code(self.reason.trim());
            let reason = reason.ok_or_else(|| Failure::Invalid(vec![FieldError::required("reason")]))?;
            Ok((what, reason))
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        backoffice::RefundWhat,
        failure::{Failure, FieldError},
        payments::RefundReason,
    };

    use super::*;

    fn fields(what: &str) -> RefundFields {
        RefundFields { what: what.into(), amount: "12.50".into(), reason: "goodwill".into(), ..RefundFields::default() }
    }

    #[test]
    fn what_was_chosen_counts() {
        assert_eq!(fields("all").read(), Ok((RefundWhat::All, RefundReason::Goodwill)));
        assert_eq!(fields("amount").read(), Ok((RefundWhat::Amount(1250), RefundReason::Goodwill)));
        let broken = RefundFields { amount: "x".into(), ..fields("all") };
        assert_eq!(broken.read(), Ok((RefundWhat::All, RefundReason::Goodwill)));
    }

    #[test]
    fn nothing_is_given_back_by_accident() {
        assert_eq!(fields("lines").read(), Err(Failure::Invalid(vec![FieldError::required("pieces")])));
        assert_eq!(fields("").read(), Err(Failure::Invalid(vec![FieldError::unknown("what")])));
        let broken = RefundFields { amount: "-1".into(), ..fields("amount") };
        assert_eq!(broken.read(), Err(Failure::Invalid(vec![FieldError::malformed("amount")])));
        let why = RefundFields { reason: String::new(), ..fields("all") };
        assert_eq!(why.read(), Err(Failure::Invalid(vec![FieldError::required("reason")])));
    }
}
