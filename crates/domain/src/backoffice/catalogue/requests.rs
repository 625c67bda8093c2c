//! What staff's screens send about products.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    LONGEST_NAME, ProductContent,
    content::{check_price, check_texts, check_weight},
};
use crate::{
    catalog::{Texts, slugify},
    failure::FieldError,
    ids::ProductId,
    vat::VatClass,
};

/// A product is stored as somebody wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveProductRequest {
    /// Which product.
    pub product: ProductId,
    /// The version that the screen showed.
    pub version: i64,
    /// What they wrote.
    pub content: ProductContent,
}

/// A draft is made, with one variant. Its address and its SKU follow from its German name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewProductRequest {
    /// Made by the form; it becomes the product's id, so that a form that is sent twice makes one product.
    pub key: Uuid,
    /// The name.
    pub name: Texts,
    /// The category's slug.
    pub category: String,
    /// The tax class.
    pub vat_class: VatClass,
    /// The gross price of its variant, in rappen.
    pub price: i64,
    /// The weight of one piece, in grams.
    pub weight_grams: u32,
}

impl NewProductRequest {
    /// What is wrong with it, field by field.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if self.key.is_nil() {
            errors.push(FieldError::required("key"));
        }
        check_texts("name", &self.name, LONGEST_NAME, true, &mut errors);
        if !self.name.de.trim().is_empty() && slugify(&self.name.de).is_empty() {
            errors.push(FieldError::malformed("name-de"));
        }
        check_price("price", self.price, &mut errors);
        check_weight("weight_grams", self.weight_grams, &mut errors);
        errors
    }
}

/// A draft is made like another product, with pictures, options and variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateRequest {
    /// Like which product.
    pub product: ProductId,
    /// Made by the form; it becomes the copy's id.
    pub key: Uuid,
}

/// A product is archived, or comes back as a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveRequest {
    /// Which product.
    pub product: ProductId,
    /// The version that the screen showed.
    pub version: i64,
    /// Whether it is archived; else it comes back.
    pub archive: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_makes_no_address_is_refused() {
        let name = Texts { de: "!?".into(), fr: "a".into(), it: "a".into(), en: "a".into() };
        let request = NewProductRequest {
            key: Uuid::from_u128(1),
            name,
            category: "tisch".into(),
            vat_class: VatClass::Standard,
            price: 0,
            weight_grams: 1,
        };
        assert_eq!(request.check(), [FieldError::malformed("name-de"), FieldError::malformed("price")]);
    }
}
