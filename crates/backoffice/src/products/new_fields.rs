//! What is entered to make a product.

use domain::catalog::Texts;
use serde::{Deserialize, Serialize};

/// The fields of the form, as entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewProductFields {
    /// The name.
    pub name: Texts,
    /// The category's slug.
    pub category: String,
    /// The tax class's code.
    pub vat_class: String,
    /// The price in francs.
    pub price: String,
    /// The weight of one piece in grams.
    pub weight_grams: String,
}

#[cfg(any(feature = "ssr", test))]
mod reading {
    use domain::{
        backoffice::NewProductRequest,
        failure::{Failure, FieldError},
        vat::VatClass,
    };
    use uuid::Uuid;

    use super::NewProductFields;
    use crate::parsed::amount;

    impl NewProductFields {
        /// What is to be made.
        ///
        /// # Errors
        /// [`Failure::Invalid`] with all that is wrong.
        pub fn read(&self, key: Uuid) -> Result<NewProductRequest, Failure> {
            let (price, weight_grams) = (amount(&self.price), self.weight_grams.trim().parse().ok());
            let request = NewProductRequest {
                key,
                name: self.name.clone(),
                category: self.category.clone(),
                vat_class: VatClass::from_code(&self.vat_class).unwrap_or(VatClass::Standard),
                price: price.unwrap_or(1),
                weight_grams: weight_grams.unwrap_or(1),
            };
            let mut errors = request.check();
            let mut wrong = |field: &str, text: &str| {
                errors.push(if text.trim().is_empty() { FieldError::required(field) } else { FieldError::malformed(field) });
            };
            if price.is_none() {
                wrong("price", &self.price);
            }
            if weight_grams.is_none() {
                wrong("weight_grams", &self.weight_grams);
            }
            if VatClass::from_code(&self.vat_class).is_none() {
                errors.push(FieldError::unknown("vat_class"));
            }
            if errors.is_empty() { Ok(request) } else { Err(Failure::Invalid(errors)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::failure::{Failure, FieldError};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let name = Texts { de: "Tasse".into(), fr: "Tasse".into(), it: "Tazza".into(), en: String::new() };
        let fields = NewProductFields { name, category: "tisch".into(), price: "12.345".into(), ..NewProductFields::default() };
        let expected = [
            FieldError::required("name-en"),
            FieldError::malformed("price"),
            FieldError::required("weight_grams"),
            FieldError::unknown("vat_class"),
        ];
        assert_eq!(fields.read(Uuid::from_u128(1)), Err(Failure::Invalid(expected.to_vec())));
    }
}
