//! What is entered into a product.

use domain::{
    backoffice::{ProductDetail, ProductStatus, VariantDetail},
    catalog::Texts,
    money::Money,
};
use serde::{Deserialize, Serialize};

use crate::time;

/// The fields of the form, as entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProductFields {
    /// The name in addresses.
    pub slug: String,
    /// The category's slug.
    pub category: String,
    /// The tax class's code.
    pub vat_class: String,
    /// The status's code.
    pub status: String,
    /// From when on it is for shoppers, on Swiss clocks: `2026-12-24T14:32`.
    pub published_at: String,
    /// The name.
    pub name: Texts,
    /// One sentence.
    pub summary: Texts,
    /// The description.
    pub description: Texts,
    /// The rows of variants.
    pub variants: Vec<VariantFields>,
}

/// The fields of a variant, as entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VariantFields {
    /// Which one.
    pub id: String,
    /// Stock keeping unit.
    pub sku: String,
    /// The price in francs.
    pub price: String,
    /// The former price in francs, or nothing.
    pub compare_at: String,
    /// The weight of one piece in grams.
    pub weight_grams: String,
    /// Anything where it is not sold any more.
    pub archived: String,
}

impl ProductFields {
    /// What a form begins with: the product as it is.
    pub fn of(product: &ProductDetail) -> Self {
        Self {
            slug: product.slug.clone(),
            category: product.category.clone(),
            vat_class: product.vat_class.code().to_owned(),
            status: product.status.code().to_owned(),
            published_at: product
                .published_at
                .filter(|_| product.status == ProductStatus::Scheduled)
                .map(time::entered)
                .unwrap_or_default(),
            name: product.name.clone(),
            summary: product.summary.clone(),
            description: product.description.clone(),
            variants: product.variants.iter().map(VariantFields::of).collect(),
        }
    }
}

impl VariantFields {
    fn of(variant: &VariantDetail) -> Self {
        Self {
            id: variant.id.to_string(),
            sku: variant.sku.clone(),
            price: Money::rappen(variant.price).digits(),
            compare_at: variant.compare_at.map(|price| Money::rappen(price).digits()).unwrap_or_default(),
            weight_grams: variant.weight_grams.to_string(),
            archived: if variant.is_archived { "1".to_owned() } else { String::new() },
        }
    }
}

#[cfg(any(feature = "ssr", test))]
pub use reading::publishing;

#[cfg(any(feature = "ssr", test))]
mod reading {
    use domain::{
        backoffice::{ProductContent, ProductStatus, Publishing, VariantContent, variant_field},
        failure::{Failure, FieldError},
        ids::VariantId,
        vat::VatClass,
    };
    use uuid::Uuid;

    use super::{ProductFields, VariantFields};
    use crate::{parsed::amount, time};

    impl ProductFields {
        /// What is written.
        ///
        /// # Errors
        /// [`Failure::Invalid`] with the fields that cannot be read at all, and whatever else is wrong then: all of it is said at once.
        pub fn read(&self) -> Result<ProductContent, Failure> {
            let mut errors = Vec::new();
            let vat_class = VatClass::from_code(&self.vat_class);
            if vat_class.is_none() {
                errors.push(FieldError::unknown("vat_class"));
            }
            let publishing = publishing(&self.status, &self.published_at).map_err(|error| errors.push(error)).ok();
            let variants = self.variants.iter().enumerate().map(|(row, variant)| variant.read(row, &mut errors)).collect();
            let content = ProductContent {
                slug: self.slug.clone(),
                category: self.category.clone(),
                vat_class: vat_class.unwrap_or(VatClass::Standard),
                publishing: publishing.unwrap_or(Publishing::Draft),
                name: self.name.clone(),
                summary: self.summary.clone(),
                description: self.description.clone(),
                variants,
            };
            if errors.is_empty() {
                return Ok(content);
            }
            let unread: Vec<String> = errors.iter().map(|error| error.field.clone()).collect();
            errors.extend(content.tidied().check().into_iter().filter(|error| !unread.contains(&error.field)));
            Err(Failure::Invalid(errors))
        }
    }

    /// How far something shall be, by the status that was chosen and the moment that was entered.
    ///
    /// # Errors
    /// What is wrong with `status` or `published_at`.
    pub fn publishing(status: &str, published_at: &str) -> Result<Publishing, FieldError> {
        let status = ProductStatus::from_code(status).ok_or_else(|| FieldError::unknown("status"))?;
        Ok(match status {
            ProductStatus::Draft => Publishing::Draft,
            ProductStatus::Published => Publishing::Now,
            ProductStatus::Archived => Publishing::Archived,
            ProductStatus::Scheduled if published_at.trim().is_empty() => return Err(FieldError::required("published_at")),
            ProductStatus::Scheduled => {
                Publishing::From(time::of_entered(published_at).ok_or_else(|| FieldError::malformed("published_at"))?)
            }
        })
    }

    impl VariantFields {
        /// What cannot be read is an error, and stands here as something that is not one.
        fn read(&self, row: usize, errors: &mut Vec<FieldError>) -> VariantContent {
            let mut wrong = |field: &str, text: &str| {
                let field = variant_field(field, row);
                errors.push(if text.trim().is_empty() { FieldError::required(&field) } else { FieldError::malformed(&field) });
            };
            let id = self.id.parse().ok().map(VariantId);
            let price = amount(&self.price);
            if price.is_none() {
                wrong("price", &self.price);
            }
            let compare_at = (!self.compare_at.trim().is_empty()).then(|| amount(&self.compare_at));
            if compare_at == Some(None) {
                wrong("compare_at", &self.compare_at);
            }
            let weight_grams = self.weight_grams.trim().parse().ok();
            if weight_grams.is_none() {
                wrong("weight_grams", &self.weight_grams);
            }
            if id.is_none() {
                wrong("sku", "?");
            }
            let is_archived = !self.archived.is_empty();
            VariantContent {
                id: id.unwrap_or_else(|| VariantId(Uuid::nil())),
                sku: self.sku.clone(),
                price: price.unwrap_or(1),
                compare_at: compare_at.flatten(),
                weight_grams: weight_grams.unwrap_or(1),
                is_archived,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        backoffice::Publishing,
        failure::{Failure, FieldError},
        ids::{ProductId, VariantId},
        vat::VatClass,
    };
    use uuid::Uuid;

    use super::*;

    fn product() -> ProductDetail {
        let variant = VariantDetail {
            id: VariantId(Uuid::from_u128(2)),
            sku: "TASSE".into(),
            options: String::new(),
            price: 123_450,
            compare_at: Some(200_000),
            weight_grams: 250,
            is_archived: true,
            available: 3,
        };
        ProductDetail {
            id: ProductId(Uuid::from_u128(1)),
            version: 1,
            slug: "tasse".into(),
            category: "tisch".into(),
            vat_class: VatClass::Reduced,
            status: ProductStatus::Scheduled,
            published_at: time::of_entered("2027-01-01T00:00"),
            name: Texts::default(),
            summary: Texts::default(),
            description: Texts::default(),
            variants: vec![variant],
            pictures: Vec::new(),
            categories: Vec::new(),
            collections: Vec::new(),
        }
    }

    #[test]
    fn what_a_form_begins_with_is_the_product() {
        let (product, content) = (product(), ProductFields::of(&product()).read().unwrap());
        assert_eq!(content.publishing, Publishing::From(product.published_at.unwrap()));
        let (variant, written) = (&product.variants[0], &content.variants[0]);
        assert_eq!((written.id, written.price, written.compare_at), (variant.id, variant.price, variant.compare_at));
        assert_eq!((written.weight_grams, written.is_archived, content.vat_class), (250, true, VatClass::Reduced));
    }

    #[test]
    fn what_cannot_be_read_is_told_by_its_field() {
        let row = VariantFields {
            price: "x".into(),
            compare_at: "-1".into(),
            weight_grams: String::new(),
            ..VariantFields::of(&product().variants[0])
        };
        let fields = ProductFields {
            vat_class: "none".into(),
            status: "scheduled".into(),
            published_at: " ".into(),
            variants: vec![row],
            ..ProductFields::of(&product())
        };
        let expected = [
            FieldError::unknown("vat_class"),
            FieldError::required("published_at"),
            FieldError::malformed("price-0"),
            FieldError::malformed("compare_at-0"),
            FieldError::required("weight_grams-0"),
            FieldError::required("name-de"),
            FieldError::required("name-fr"),
            FieldError::required("name-it"),
            FieldError::required("name-en"),
        ];
        assert_eq!(fields.read(), Err(Failure::Invalid(expected.to_vec())));
    }
}
