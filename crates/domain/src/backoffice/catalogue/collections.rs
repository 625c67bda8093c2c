//! Collections as staff see and change them: products that the shop shows together.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    LONGEST_NAME, ProductStatus, Publishing,
    content::{check_price, check_slug, check_texts, tidied},
};
use crate::{
    catalog::{CategoryLink, PictureView, Texts, slugify},
    failure::FieldError,
    ids::ProductId,
};

/// Longest introduction of a collection, in characters.
pub const LONGEST_INTRODUCTION: usize = 600;
/// Most collections of a shop: all of them are on one screen.
pub const MOST_COLLECTIONS: u32 = 100;
/// Most products that are picked for a collection: all of them are on one screen, too.
pub const MOST_PICKED: u32 = 200;
/// Most days for which a rule takes a product for new.
pub const MOST_RULE_DAYS: u32 = 3_650;

/// What a product has to be to be in a collection: all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CollectionRule {
    /// The slug of a category that it is in, or below which it is.
    pub category: Option<String>,
    /// The least that its lowest price is, in rappen.
    pub from: Option<i64>,
    /// The most that its lowest price is, in rappen.
    pub to: Option<i64>,
    /// Reduced.
    pub reduced: bool,
    /// In stock, or sold beyond it.
    pub available: bool,
    /// In the shop for no more days than these.
    pub days: Option<u32>,
}

impl CollectionRule {
    fn check(&self, errors: &mut Vec<FieldError>) {
        if *self == Self::default() {
            errors.push(FieldError::required("rule"));
        }
        for (field, price) in [("from", self.from), ("to", self.to)] {
            if let Some(price) = price {
                check_price(field, price, errors);
            }
        }
        if let (Some(from), Some(to)) = (self.from, self.to)
            && to < from
        {
            errors.push(FieldError::malformed("to"));
        }
        match self.days {
            Some(0) => errors.push(FieldError::malformed("days")),
            Some(days) if days > MOST_RULE_DAYS => errors.push(FieldError::too_large("days", MOST_RULE_DAYS)),
            Some(_) | None => {}
        }
    }
}

/// What staff write into a collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionContent {
    /// The name in the shop's addresses.
    pub slug: String,
    /// How far it shall be; never archived.
    pub publishing: Publishing,
    /// The name.
    pub name: Texts,
    /// A few sentences for its page; all languages or none.
    pub introduction: Texts,
    /// What its products have to be; none where they are picked.
    pub rule: Option<CollectionRule>,
}

impl CollectionContent {
    /// The same without white space around it. Without an address, one is made of the German name.
    #[must_use]
    pub fn tidied(&self) -> Self {
        let name = tidied(&self.name);
        let slug = self.slug.trim();
        let slug = if slug.is_empty() { slugify(&name.de) } else { slug.to_owned() };
        Self { slug, name, introduction: tidied(&self.introduction), publishing: self.publishing, rule: self.rule.clone() }
    }

    /// What is wrong with it, field by field; whether the address is free is for the database to say.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if self.publishing == Publishing::Archived {
            errors.push(FieldError::unknown("status"));
        }
        check_texts("name", &self.name, LONGEST_NAME, true, &mut errors);
        check_slug(&self.slug, &mut errors);
        let is_introduced = self.introduction != Texts::default();
        check_texts("introduction", &self.introduction, LONGEST_INTRODUCTION, is_introduced, &mut errors);
        if let Some(rule) = &self.rule {
            rule.check(&mut errors);
        }
        errors
    }
}

/// A collection in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionRow {
    /// Its id.
    pub id: Uuid,
    /// Its name in the asker's language.
    pub name: String,
    /// The name in the shop's addresses.
    pub slug: String,
    /// How far it is.
    pub status: ProductStatus,
    /// From when on it is for shoppers, UTC; none for a draft.
    pub published_at: Option<DateTime<Utc>>,
    /// How many products are picked; none where a rule says what is in it.
    pub picked: Option<u32>,
}

/// A collection with all that its screen shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionDetail {
    /// Its id.
    pub id: Uuid,
    /// What somebody has to have seen to change it.
    pub version: i64,
    /// The name in the shop's addresses.
    pub slug: String,
    /// How far it is.
    pub status: ProductStatus,
    /// From when on it is for shoppers, UTC; none for a draft.
    pub published_at: Option<DateTime<Utc>>,
    /// The name.
    pub name: Texts,
    /// A few sentences for its page; may be empty in all languages.
    pub introduction: Texts,
    /// What its products have to be; none where they are picked.
    pub rule: Option<CollectionRule>,
    /// The products that are picked, in their order; of those that a rule finds the first ones.
    pub products: Vec<CollectedProduct>,
    /// How many there are altogether.
    pub total: u32,
    /// What can be chosen as a rule's category.
    pub categories: Vec<CategoryLink>,
}

/// A product in a collection, or one that could be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectedProduct {
    /// Which one.
    pub id: ProductId,
    /// Its name in the asker's language, or in German where there is none.
    pub name: String,
    /// How far it is: only what is published is shown to shoppers.
    pub status: ProductStatus,
    /// Its main picture.
    pub picture: Option<PictureView>,
    /// Whether it is picked.
    pub is_in: bool,
}

/// A collection that a product is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionLink {
    /// Which one.
    pub id: Uuid,
    /// Its name in the asker's language.
    pub name: String,
}

/// A collection is made, as the last one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCollectionRequest {
    /// Made by the form; it becomes the collection's id.
    pub key: Uuid,
    /// What they wrote.
    pub content: CollectionContent,
}

/// A collection is stored as somebody wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveCollectionRequest {
    /// Which one.
    pub collection: Uuid,
    /// The version that the screen showed.
    pub version: i64,
    /// What they wrote.
    pub content: CollectionContent,
}

/// A collection is removed; its products stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveCollectionRequest {
    /// Which one.
    pub collection: Uuid,
    /// The version that the screen showed.
    pub version: i64,
}

/// Collections are put into another order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveCollectionRequest {
    /// All of them as the screen showed them.
    pub shown: Vec<Uuid>,
    /// The same in the order that is wanted.
    pub order: Vec<Uuid>,
}

/// The products that are picked change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArrangeCollectionRequest {
    /// Of which collection.
    pub collection: Uuid,
    /// The version that the screen showed.
    pub version: i64,
    /// What happens.
    pub step: CollectionStep,
}

/// What happens to the products that are picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CollectionStep {
    /// One more, as the last one.
    Add(ProductId),
    /// One of them goes.
    Remove(ProductId),
    /// One of them gets this place, counted from 1; the last one where there are not so many.
    Place(ProductId, u32),
}

impl CollectionStep {
    /// The products in their new order; the same where it is done already. A place of what is not in it is nothing.
    pub fn of(self, order: &[Uuid]) -> Vec<Uuid> {
        let mut order = order.to_vec();
        match self {
            Self::Add(product) if order.contains(&product.0) => {}
            Self::Add(product) => order.push(product.0),
            Self::Remove(product) => order.retain(|other| *other != product.0),
            Self::Place(product, place) => {
                if let Some(from) = order.iter().position(|other| *other == product.0) {
                    order.remove(from);
                    let to = usize::try_from(place.saturating_sub(1)).unwrap_or(usize::MAX).min(order.len());
                    order.insert(to, product.0);
                }
            }
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Texts {
        Texts { de: text.into(), fr: text.into(), it: text.into(), en: text.into() }
    }

    fn content(rule: Option<CollectionRule>) -> CollectionContent {
        CollectionContent {
            slug: String::new(),
            publishing: Publishing::Draft,
            name: texts(" Für draussen "),
            introduction: Texts::default(),
            rule,
        }
    }

    #[test]
    fn an_address_is_made_of_the_name_where_none_is_given() {
        let sound = content(None).tidied();
        assert_eq!((sound.slug.as_str(), sound.check()), ("fuer-draussen", vec![]));
        let half = CollectionContent { introduction: Texts { fr: String::new(), ..texts("Ein Satz.") }, ..sound.clone() };
        assert_eq!(half.check(), [FieldError::required("introduction-fr")], "introduced in all languages or in none");
        let wrong = CollectionContent { slug: "A b".into(), publishing: Publishing::Archived, name: texts(""), ..sound };
        assert_eq!(wrong.check().len(), 6);
    }

    #[test]
    fn a_rule_says_something_that_can_be() {
        let wrong = |rule: CollectionRule| content(Some(rule)).tidied().check();
        let rule = CollectionRule::default;
        assert_eq!(wrong(rule()), [FieldError::required("rule")]);
        assert_eq!(wrong(CollectionRule { reduced: true, ..rule() }), []);
        assert_eq!(wrong(CollectionRule { from: Some(500), to: Some(500), days: Some(30), ..rule() }), []);
        assert_eq!(wrong(CollectionRule { from: Some(500), to: Some(499), ..rule() }), [FieldError::malformed("to")]);
        assert_eq!(
            wrong(CollectionRule { from: Some(0), days: Some(0), ..rule() }),
            [FieldError::malformed("from"), FieldError::malformed("days")]
        );
        assert_eq!(wrong(CollectionRule { days: Some(MOST_RULE_DAYS + 1), ..rule() }), [FieldError::too_large("days", MOST_RULE_DAYS)]);
    }

    #[test]
    fn a_step_twice_is_one_step() {
        let id = |number| ProductId(Uuid::from_u128(number));
        let order: Vec<Uuid> = (1..=4).map(Uuid::from_u128).collect();
        let numbers = |order: Vec<Uuid>| order.into_iter().map(|id| id.as_u128()).collect::<Vec<_>>();
        for (step, expected) in [
            (CollectionStep::Add(id(5)), vec![1, 2, 3, 4, 5]),
            (CollectionStep::Add(id(2)), vec![1, 2, 3, 4]),
            (CollectionStep::Remove(id(2)), vec![1, 3, 4]),
            (CollectionStep::Remove(id(9)), vec![1, 2, 3, 4]),
            (CollectionStep::Place(id(4), 1), vec![4, 1, 2, 3]),
            (CollectionStep::Place(id(1), 3), vec![2, 3, 1, 4]),
            (CollectionStep::Place(id(1), 99), vec![2, 3, 4, 1]),
            (CollectionStep::Place(id(3), 0), vec![3, 1, 2, 4]),
            (CollectionStep::Place(id(9), 1), vec![1, 2, 3, 4]),
        ] {
            assert_eq!(numbers(step.of(&order)), expected, "{step:?}");
            assert_eq!(numbers(step.of(&step.of(&order))), expected, "{step:?} twice");
        }
    }
}
