//! The tree of categories as staff see and change it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    LONGEST_NAME,
    content::{check_slug, check_texts, tidied},
};
use crate::{
    catalog::{Texts, slugify},
    failure::FieldError,
};

/// Longest description of a category, in characters.
pub const LONGEST_CATEGORY_DESCRIPTION: usize = 600;
/// Most categories of a shop: all of them are on one screen.
pub const MOST_CATEGORIES: u32 = 200;
/// Levels of the tree.
pub const MOST_LEVELS: u32 = 3;

/// A category in the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryNode {
    /// Its id.
    pub id: Uuid,
    /// What somebody has to have seen to change it.
    pub version: i64,
    /// The name in the shop's addresses.
    pub slug: String,
    /// Above it, if anything is.
    pub parent: Option<Uuid>,
    /// How deep it is, from 1.
    pub depth: u32,
    /// The name.
    pub name: Texts,
    /// The names on the way to it in the asker's language, its own last.
    pub path: String,
    /// A few sentences for its page; may be empty in all languages.
    pub description: Texts,
    /// How many products are in it and in no other, of any status.
    pub products: u32,
    /// Whether it can be removed: nothing is in it or below it, and neither a voucher nor a collection's rule is for it.
    pub is_removable: bool,
}

/// What staff write into a category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryContent {
    /// The name in the shop's addresses.
    pub slug: String,
    /// Above it; none at the top.
    pub parent: Option<Uuid>,
    /// The name.
    pub name: Texts,
    /// A few sentences for its page; all languages or none.
    pub description: Texts,
}

impl CategoryContent {
    /// The same without white space around it. Without an address, one is made of the German name.
    #[must_use]
    pub fn tidied(&self) -> Self {
        let name = tidied(&self.name);
        let slug = self.slug.trim();
        let slug = if slug.is_empty() { slugify(&name.de) } else { slug.to_owned() };
        Self { slug, parent: self.parent, name, description: tidied(&self.description) }
    }

    /// What is wrong with it, field by field; whether the address is free and the place is one is for the database to say.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        check_texts("name", &self.name, LONGEST_NAME, true, &mut errors);
        check_slug(&self.slug, &mut errors);
        let is_described = self.description != Texts::default();
        check_texts("description", &self.description, LONGEST_CATEGORY_DESCRIPTION, is_described, &mut errors);
        errors
    }
}

/// A category is made, as the last one of its level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCategoryRequest {
    /// Made by the form; it becomes the category's id.
    pub key: Uuid,
    /// What they wrote.
    pub content: CategoryContent,
}

/// A category is stored as somebody wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveCategoryRequest {
    /// Which one.
    pub category: Uuid,
    /// The version that the screen showed.
    pub version: i64,
    /// What they wrote.
    pub content: CategoryContent,
}

/// A category changes places with the one before or after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveCategoryRequest {
    /// Those beside each other as the screen showed them, all of one level.
    pub shown: Vec<Uuid>,
    /// The same in the order that is wanted.
    pub order: Vec<Uuid>,
}

/// A category that holds nothing is removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveCategoryRequest {
    /// Which one.
    pub category: Uuid,
    /// The version that the screen showed.
    pub version: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Texts {
        Texts { de: text.into(), fr: text.into(), it: text.into(), en: text.into() }
    }

    #[test]
    fn an_address_is_made_of_the_name_where_none_is_given() {
        let content =
            CategoryContent { slug: " ".into(), parent: None, name: texts(" Schöne Dinge "), description: Texts::default() }.tidied();
        assert_eq!((content.slug.as_str(), content.check()), ("schoene-dinge", vec![]));
        let half = CategoryContent { description: Texts { fr: String::new(), ..texts("Ein Satz.") }, ..content.clone() };
        assert_eq!(half.check(), [FieldError::required("description-fr")], "described in all languages or in none");
        let wrong = CategoryContent { slug: "A b".into(), name: Texts { it: String::new(), ..texts("x") }, ..content };
        assert_eq!(wrong.tidied().check(), [FieldError::required("name-it"), FieldError::malformed("slug")]);
    }
}
