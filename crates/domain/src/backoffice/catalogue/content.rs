//! What staff write into a product, and what has to hold before it is stored.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::Publishing;
use crate::{
    catalog::{Texts, is_slug},
    failure::FieldError,
    ids::VariantId,
    language::Language,
    vat::VatClass,
};

/// Longest name, in characters.
pub const LONGEST_NAME: usize = 120;
/// Longest summary, in characters.
pub const LONGEST_SUMMARY: usize = 300;
/// Longest description, in characters.
pub const LONGEST_DESCRIPTION: usize = 5_000;
/// Longest name in addresses, in characters.
pub const LONGEST_SLUG: usize = 100;
/// Longest SKU, in characters.
pub const LONGEST_SKU: usize = 64;
/// Highest price, in rappen.
pub const HIGHEST_PRICE: i64 = 99_999_999;
/// Highest weight of one piece, in grams.
pub const HIGHEST_WEIGHT: u32 = 1_000_000;

/// What staff write into a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductContent {
    /// The name in the shop's addresses.
    pub slug: String,
    /// The category's slug.
    pub category: String,
    /// The tax class.
    pub vat_class: VatClass,
    /// How far it shall be.
    pub publishing: Publishing,
    /// The name.
    pub name: Texts,
    /// One sentence.
    pub summary: Texts,
    /// Plain text, paragraphs parted by blank lines.
    pub description: Texts,
    /// Its variants; those that are left out stay as they are.
    pub variants: Vec<VariantContent>,
}

/// What staff write into a variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantContent {
    /// Which one.
    pub id: VariantId,
    /// Stock keeping unit.
    pub sku: String,
    /// The gross price, in rappen.
    pub price: i64,
    /// The former price in rappen, if it is reduced.
    pub compare_at: Option<i64>,
    /// The weight of one piece, in grams.
    pub weight_grams: u32,
    /// Whether it is not sold any more.
    pub is_archived: bool,
}

/// The name of a field for a text in one language: `name-de`.
pub fn text_field(text: &str, language: Language) -> String {
    format!("{text}-{language}")
}

/// The name of a field in a row of variants, counted from 0: `price-0`.
pub fn variant_field(field: &str, row: usize) -> String {
    format!("{field}-{row}")
}

impl ProductContent {
    /// The same without white space around it, and with line ends as one character: browsers send two.
    #[must_use]
    pub fn tidied(&self) -> Self {
        let variant = |variant: &VariantContent| VariantContent { sku: variant.sku.trim().to_owned(), ..variant.clone() };
        Self {
            slug: self.slug.trim().to_owned(),
            name: tidied(&self.name),
            summary: tidied(&self.summary),
            description: tidied(&self.description),
            variants: self.variants.iter().map(variant).collect(),
            ..self.clone()
        }
    }

    /// What is wrong with it, field by field; whether slug, SKUs and category are the shop's to give is for the database to say. A draft may lack all but
    /// its names.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        check_slug(&self.slug, &mut errors);
        let is_shown = self.publishing.is_for_shoppers();
        check_texts("name", &self.name, LONGEST_NAME, true, &mut errors);
        check_texts("summary", &self.summary, LONGEST_SUMMARY, is_shown, &mut errors);
        check_texts("description", &self.description, LONGEST_DESCRIPTION, is_shown, &mut errors);
        let mut skus = HashSet::new();
        for (row, variant) in self.variants.iter().enumerate() {
            variant.check(row, &mut errors);
            if !skus.insert(variant.sku.as_str()) {
                errors.push(FieldError::taken(&variant_field("sku", row)));
            }
        }
        errors
    }
}

impl VariantContent {
    fn check(&self, row: usize, errors: &mut Vec<FieldError>) {
        check_sku(&variant_field("sku", row), &self.sku, errors);
        check_price(&variant_field("price", row), self.price, errors);
        if let Some(compare_at) = self.compare_at {
            let field = variant_field("compare_at", row);
            if compare_at <= self.price {
                errors.push(FieldError::malformed(&field));
            } else {
                check_price(&field, compare_at, errors);
            }
        }
        check_weight(&variant_field("weight_grams", row), self.weight_grams, errors);
    }
}

pub(in crate::backoffice) fn tidied(texts: &Texts) -> Texts {
    let tidy = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    Texts { de: tidy(&texts.de), fr: tidy(&texts.fr), it: tidy(&texts.it), en: tidy(&texts.en) }
}

pub(super) fn check_slug(slug: &str, errors: &mut Vec<FieldError>) {
    if slug.is_empty() {
        errors.push(FieldError::required("slug"));
    } else if !is_slug(slug) {
        errors.push(FieldError::malformed("slug"));
    } else if slug.len() > LONGEST_SLUG {
        errors.push(FieldError::too_long("slug", LONGEST_SLUG));
    }
}

pub(in crate::backoffice) fn check_texts(field: &str, texts: &Texts, most: usize, is_required: bool, errors: &mut Vec<FieldError>) {
    for language in Language::ALL {
        let (text, field) = (texts.get(language).trim(), text_field(field, language));
        if text.is_empty() && is_required {
            errors.push(FieldError::required(&field));
        } else if text.chars().count() > most {
            errors.push(FieldError::too_long(&field, most));
        } else if text.contains('\0') {
            errors.push(FieldError::malformed(&field));
        }
    }
}

fn check_sku(field: &str, sku: &str, errors: &mut Vec<FieldError>) {
    if sku.is_empty() {
        errors.push(FieldError::required(field));
    } else if !sku.bytes().all(|byte| byte.is_ascii_graphic()) {
        errors.push(FieldError::malformed(field));
    } else if sku.len() > LONGEST_SKU {
        errors.push(FieldError::too_long(field, LONGEST_SKU));
    }
}

pub(super) fn check_price(field: &str, price: i64, errors: &mut Vec<FieldError>) {
    if price <= 0 {
        errors.push(FieldError::malformed(field));
    } else if price > HIGHEST_PRICE {
        errors.push(FieldError::too_large(field, u32::try_from(HIGHEST_PRICE / 100).unwrap_or(u32::MAX)));
    }
}

pub(super) fn check_weight(field: &str, weight_grams: u32, errors: &mut Vec<FieldError>) {
    if weight_grams == 0 {
        errors.push(FieldError::malformed(field));
    } else if weight_grams > HIGHEST_WEIGHT {
        errors.push(FieldError::too_large(field, HIGHEST_WEIGHT));
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn texts(text: &str) -> Texts {
        Texts { de: text.into(), fr: text.into(), it: text.into(), en: text.into() }
    }

    fn variant(sku: &str) -> VariantContent {
        VariantContent {
            id: VariantId(Uuid::nil()),
            sku: sku.into(),
            price: 1_000,
            compare_at: None,
            weight_grams: 250,
            is_archived: false,
        }
    }

    fn content() -> ProductContent {
        ProductContent {
            slug: "tasse".into(),
            category: "tisch".into(),
            vat_class: VatClass::Standard,
            publishing: Publishing::Now,
            name: texts("Tasse"),
            summary: texts("Ein Satz."),
            description: texts("Ein Absatz."),
            variants: vec![variant("TASSE")],
        }
    }

    #[test]
    fn what_is_sound_is_not_complained_about() {
        assert_eq!(content().check(), []);
    }

    #[test]
    fn each_field_is_told_what_is_wrong_with_it() {
        let broken = ProductContent {
            slug: "Tasse!".into(),
            name: Texts { it: "x".repeat(LONGEST_NAME + 1), en: String::new(), ..texts("Tasse") },
            variants: vec![
                VariantContent { price: 0, compare_at: Some(0), weight_grams: 0, ..variant("A B") },
                VariantContent { price: HIGHEST_PRICE + 1, ..variant("TASSE") },
                VariantContent { compare_at: Some(1_000), weight_grams: HIGHEST_WEIGHT + 1, ..variant("TASSE") },
            ],
            ..content()
        };
        let expected = [
            FieldError::malformed("slug"),
            FieldError::too_long("name-it", LONGEST_NAME),
            FieldError::required("name-en"),
            FieldError::malformed("sku-0"),
            FieldError::malformed("price-0"),
            FieldError::malformed("compare_at-0"),
            FieldError::malformed("weight_grams-0"),
            FieldError::too_large("price-1", 999_999),
            FieldError::malformed("compare_at-2"),
            FieldError::too_large("weight_grams-2", HIGHEST_WEIGHT),
            FieldError::taken("sku-2"),
        ];
        assert_eq!(broken.check(), expected);
    }

    #[test]
    fn a_draft_may_have_gaps_but_no_shopper_sees_one() {
        let gaps = ProductContent { summary: texts(""), publishing: Publishing::Draft, ..content() };
        assert_eq!(gaps.check(), []);
        for publishing in [Publishing::Now, Publishing::From(chrono::DateTime::default())] {
            assert_eq!(ProductContent { publishing, ..gaps.clone() }.check().len(), 4);
        }
    }

    #[test]
    fn line_ends_are_one_character() {
        let sent = ProductContent { description: texts(" a\r\n\r\nb "), slug: " tasse ".into(), ..content() };
        assert_eq!((sent.tidied().description.de.as_str(), sent.tidied().slug.as_str()), ("a\n\nb", "tasse"));
    }
}
