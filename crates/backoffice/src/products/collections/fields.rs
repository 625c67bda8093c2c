//! What is entered into a collection's forms.

use domain::{
    backoffice::{CollectionDetail, ProductStatus},
    catalog::Texts,
    money::Money,
};
use serde::{Deserialize, Serialize};

use crate::time;

/// What the field for the way to fill it says where a rule does.
pub const RULED: &str = "ruled";
/// What it says where products are picked.
pub const PICKED: &str = "picked";

/// The fields of the form, as entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CollectionFields {
    /// The name in the shop's addresses; may be left to the name.
    pub slug: String,
    /// The status's code.
    pub status: String,
    /// From when on it is for shoppers, on Swiss clocks: `2026-12-24T14:32`.
    pub published_at: String,
    /// The name.
    pub name: Texts,
    /// A few sentences for its page.
    pub introduction: Texts,
    /// [`RULED`] where a rule says what is in it.
    pub rule: String,
    /// The slug of the rule's category; empty for any.
    pub category: String,
    /// The rule's lowest price in francs, or nothing.
    pub from: String,
    /// The rule's highest price in francs, or nothing.
    pub to: String,
    /// Anything where the rule is for what is reduced.
    pub reduced: String,
    /// Anything where the rule is for what is in stock.
    pub available: String,
    /// For how many days the rule takes a product for new, or nothing.
    pub days: String,
}

impl CollectionFields {
    /// A collection as it is stored.
    pub fn of(collection: &CollectionDetail) -> Self {
        let rule = collection.rule.clone().unwrap_or_default();
        let francs = |price: Option<i64>| price.map(|price| Money::rappen(price).digits()).unwrap_or_default();
        let ticked = |is_so: bool| if is_so { "1".to_owned() } else { String::new() };
        Self {
            slug: collection.slug.clone(),
            status: collection.status.code().to_owned(),
            published_at: collection
                .published_at
                .filter(|_| collection.status == ProductStatus::Scheduled)
                .map(time::entered)
                .unwrap_or_default(),
            name: collection.name.clone(),
            introduction: collection.introduction.clone(),
            rule: if collection.rule.is_some() { RULED } else { PICKED }.to_owned(),
            category: rule.category.unwrap_or_default(),
            from: francs(rule.from),
            to: francs(rule.to),
            reduced: ticked(rule.reduced),
            available: ticked(rule.available),
            days: rule.days.map(|days| days.to_string()).unwrap_or_default(),
        }
    }

    /// A new one: a draft that is filled by hand.
    pub fn new() -> Self {
        Self { status: ProductStatus::Draft.code().to_owned(), rule: PICKED.to_owned(), ..Self::default() }
    }
}

/// What one press changes of the products that are picked, as it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StepFields {
    /// `add`, `remove` or `place`.
    pub step: String,
    /// Which product.
    pub product: String,
    /// The place that it gets, from 1.
    pub place: String,
}

#[cfg(any(feature = "ssr", test))]
mod reading {
    use domain::{
        backoffice::{CollectionContent, CollectionRule, CollectionStep, MOST_PICKED, MOST_RULE_DAYS, Publishing},
        failure::{Failure, FieldError},
        ids::ProductId,
    };

    use super::{CollectionFields, RULED, StepFields};
    use crate::{
        parsed::{amount, count},
        products::fields::publishing,
    };

    impl CollectionFields {
        /// What is written.
        ///
        /// # Errors
        /// [`Failure::Invalid`] with the fields that cannot be read at all, and whatever else is wrong then: all of it is said at once.
        pub fn read(&self) -> Result<CollectionContent, Failure> {
            let mut errors = Vec::new();
            let publishing = publishing(&self.status, &self.published_at).map_err(|error| errors.push(error)).ok();
            let rule = (self.rule == RULED).then(|| self.read_rule(&mut errors));
            let content = CollectionContent {
                slug: self.slug.clone(),
                publishing: publishing.unwrap_or(Publishing::Draft),
                name: self.name.clone(),
                introduction: self.introduction.clone(),
                rule,
            };
            if errors.is_empty() {
                return Ok(content);
            }
            // A rule of which something cannot be read is not said to be empty.
            let unread: Vec<String> = errors.iter().map(|error| error.field.clone()).chain(["rule".to_owned()]).collect();
            errors.extend(content.tidied().check().into_iter().filter(|error| !unread.contains(&error.field)));
            Err(Failure::Invalid(errors))
        }

        fn read_rule(&self, errors: &mut Vec<FieldError>) -> CollectionRule {
            let mut francs = |field: &str, text: &str| {
                let price = (!text.trim().is_empty()).then(|| amount(text));
                if price == Some(None) {
                    errors.push(FieldError::malformed(field));
                }
                price.flatten()
            };
            let (from, to) = (francs("from", &self.from), francs("to", &self.to));
            let days = (!self.days.trim().is_empty()).then(|| count("days", &self.days, MOST_RULE_DAYS));
            let days = days.and_then(|days| days.map_err(|error| errors.push(error)).ok());
            let category = self.category.trim();
            CollectionRule {
                category: (!category.is_empty()).then(|| category.to_owned()),
                from,
                to,
                reduced: !self.reduced.is_empty(),
                available: !self.available.is_empty(),
                days,
            }
        }
    }

    impl StepFields {
        /// What happens.
        ///
        /// # Errors
        /// What is wrong with it.
        pub fn read(&self) -> Result<CollectionStep, FieldError> {
            let product: ProductId = self.product.parse().map_err(|_| FieldError::unknown("product"))?;
            Ok(match self.step.as_str() {
                "add" => CollectionStep::Add(product),
                "remove" => CollectionStep::Remove(product),
                "place" => CollectionStep::Place(product, count("place", &self.place, MOST_PICKED)?),
                _ => return Err(FieldError::unknown("step")),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        backoffice::{CollectionRule, CollectionStep, Publishing},
        failure::{Failure, FieldError},
        ids::ProductId,
    };
    use uuid::Uuid;

    use super::*;

    fn collection() -> CollectionDetail {
        let texts = |text: &str| Texts { de: text.into(), fr: text.into(), it: text.into(), en: text.into() };
        let rule =
            CollectionRule { category: Some("tisch".into()), from: Some(1_050), to: None, reduced: true, available: false, days: Some(30) };
        CollectionDetail {
            id: Uuid::from_u128(1),
            version: 3,
            slug: "neu".into(),
            status: ProductStatus::Scheduled,
            published_at: time::of_entered("2027-01-01T00:00"),
            name: texts("Neu"),
            introduction: texts("Ein Satz."),
            rule: Some(rule),
            products: Vec::new(),
            total: 0,
            categories: Vec::new(),
        }
    }

    #[test]
    fn what_a_form_begins_with_is_the_collection() {
        let (collection, content) = (collection(), CollectionFields::of(&collection()).read().unwrap());
        assert_eq!(content.publishing, Publishing::From(collection.published_at.unwrap()));
        assert_eq!((content.rule, content.slug.as_str(), content.introduction), (collection.rule, "neu", collection.introduction));
    }

    #[test]
    fn what_is_in_a_rule_counts_only_where_there_is_one() {
        let fields = CollectionFields { rule: PICKED.into(), from: "x".into(), ..CollectionFields::of(&collection()) };
        assert_eq!(fields.read().unwrap().rule, None);
        let fields = CollectionFields {
            from: "x".into(),
            days: "0".into(),
            published_at: String::new(),
            slug: "A b".into(),
            rule: RULED.into(),
            ..fields
        };
        let expected = [
            FieldError::required("published_at"),
            FieldError::malformed("from"),
            FieldError::malformed("days"),
            FieldError::malformed("slug"),
        ];
        assert_eq!(fields.read(), Err(Failure::Invalid(expected.to_vec())));
    }

    #[test]
    fn a_step_is_one_that_there_is() {
        let id = Uuid::from_u128(7);
        let read =
            |step: &str, product: &str, place: &str| StepFields { step: step.into(), product: product.into(), place: place.into() }.read();
        assert_eq!(read("add", &id.to_string(), ""), Ok(CollectionStep::Add(ProductId(id))));
        assert_eq!(read("place", &id.to_string(), " 3 "), Ok(CollectionStep::Place(ProductId(id), 3)));
        assert_eq!(read("place", &id.to_string(), "x"), Err(FieldError::malformed("place")));
        assert_eq!(read("add", "x", ""), Err(FieldError::unknown("product")));
        assert_eq!(read("burn", &id.to_string(), ""), Err(FieldError::unknown("step")));
    }
}
