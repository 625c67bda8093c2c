//! What can be chosen of a product: options with their values, and the variants that they make.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{LONGEST_NAME, content::check_texts, text_field};
use crate::{
    catalog::{Texts, slugify},
    failure::FieldError,
    ids::{ProductId, VariantId},
    language::Language,
};

/// Most options of a product.
pub const MOST_OPTIONS: u32 = 3;
/// Most values of an option.
pub const MOST_VALUES: u32 = 30;
/// Most variants of a product, archived ones included.
pub const MOST_VARIANTS: u32 = 100;
/// Longest name of a value, in characters.
pub const LONGEST_VALUE: usize = 60;

/// A product's options and variants, as their screen shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionsDetail {
    /// The product.
    pub product: ProductId,
    /// What somebody has to have seen to change it.
    pub version: i64,
    /// Its name.
    pub name: Texts,
    /// Its options in their order.
    pub options: Vec<OptionDetail>,
    /// Its variants in their order.
    pub variants: Vec<ChosenVariant>,
    /// How many combinations of values have no variant.
    pub missing: u32,
}

/// An option, such as colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionDetail {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: Texts,
    /// Its values in their order.
    pub values: Vec<ValueDetail>,
}

/// A value of an option, such as night blue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueDetail {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: Texts,
    /// How many variants have it, archived ones included.
    pub variants: u32,
}

/// A variant with what was chosen for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenVariant {
    /// Its id.
    pub id: VariantId,
    /// Stock keeping unit.
    pub sku: String,
    /// Its values in the asker's language, joined.
    pub options: String,
    /// Whether it is not sold any more, or not yet.
    pub is_archived: bool,
    /// Whether nothing of it was ever in stock, and so nothing was ever sold: then it can be removed instead of archived.
    pub is_removable: bool,
}

/// A product gets an option. Variants that there are already get its first value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddOptionRequest {
    /// Which product.
    pub product: ProductId,
    /// The version that the screen showed.
    pub version: i64,
    /// Made by the form; it becomes the option's id.
    pub key: Uuid,
    /// The option's name.
    pub name: Texts,
    /// Its values; those without any name are left out.
    pub values: Vec<Texts>,
}

/// An option gets more values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddValuesRequest {
    /// Which product.
    pub product: ProductId,
    /// The version that the screen showed.
    pub version: i64,
    /// Which option.
    pub option: Uuid,
    /// The values; those without any name are left out.
    pub values: Vec<Texts>,
}

/// Each combination of values gets its variant, archived until somebody has looked at its price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GenerateRequest {
    /// Which product.
    pub product: ProductId,
    /// The version that the screen showed.
    pub version: i64,
}

/// A variant or a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveRequest {
    /// Of which product.
    pub product: ProductId,
    /// The version that the screen showed.
    pub version: i64,
    /// What.
    pub what: Removable,
}

/// What can be removed of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Removable {
    /// A variant of which nothing was ever in stock.
    Variant(VariantId),
    /// A value that no variant has; an option goes with its last value.
    Value(Uuid),
}

impl AddOptionRequest {
    /// What is wrong with it, field by field.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if self.key.is_nil() {
            errors.push(FieldError::required("key"));
        }
        check_texts("name", &self.name, LONGEST_NAME, true, &mut errors);
        errors.extend(check_values(&self.values));
        errors
    }
}

/// The values that have a name, each with the slug that its German name makes.
pub fn named_values(values: &[Texts]) -> Vec<(String, Texts)> {
    let trim = |text: &str| text.trim().to_owned();
    let named = values.iter().filter(|value| is_named(value));
    named
        .map(|value| (slugify(&value.de), Texts { de: trim(&value.de), fr: trim(&value.fr), it: trim(&value.it), en: trim(&value.en) }))
        .collect()
}

fn is_named(value: &Texts) -> bool {
    Language::ALL.into_iter().any(|language| !value.get(language).trim().is_empty())
}

/// What is wrong with values, by the rows that they were entered in: `value-0-de`.
pub fn check_values(values: &[Texts]) -> Vec<FieldError> {
    let (mut errors, mut slugs) = (Vec::new(), HashSet::new());
    for (row, value) in values.iter().enumerate().filter(|(_, value)| is_named(value)) {
        let field = format!("value-{row}");
        check_texts(&field, value, LONGEST_VALUE, true, &mut errors);
        let (slug, german) = (slugify(&value.de), text_field(&field, Language::De));
        if slug.is_empty() && !value.de.trim().is_empty() {
            errors.push(FieldError::malformed(&german));
        } else if !slug.is_empty() && !slugs.insert(slug) {
            errors.push(FieldError::taken(&german));
        }
    }
    if !values.iter().any(is_named) {
        errors.push(FieldError::required("value-0-de"));
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Texts {
        Texts { de: text.into(), fr: text.into(), it: text.into(), en: text.into() }
    }

    #[test]
    fn rows_without_a_name_are_left_out() {
        let values = [texts(" Rot "), texts(" "), texts("Grün")];
        assert_eq!(check_values(&values), []);
        assert_eq!(named_values(&values), [("rot".to_owned(), texts("Rot")), ("gruen".to_owned(), texts("Grün"))]);
        assert_eq!(check_values(&[texts("")]), [FieldError::required("value-0-de")]);
    }

    #[test]
    fn each_value_is_its_own() {
        let values = [texts("Rot"), texts(""), Texts { fr: String::new(), ..texts("rot") }, texts("!")];
        let expected = [FieldError::required("value-2-fr"), FieldError::taken("value-2-de"), FieldError::malformed("value-3-de")];
        assert_eq!(check_values(&values), expected);
    }
}
