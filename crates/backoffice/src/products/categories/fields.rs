//! What is entered into a category's form.

use domain::{backoffice::CategoryNode, catalog::Texts};
use serde::{Deserialize, Serialize};

/// The fields of the form, as entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CategoryFields {
    /// The name in the shop's addresses; may be left to the name.
    pub slug: String,
    /// The id of the category above it; empty at the top.
    pub parent: String,
    /// The name.
    pub name: Texts,
    /// A few sentences for its page.
    pub description: Texts,
}

impl CategoryFields {
    /// A category as it is stored.
    pub fn of(node: &CategoryNode) -> Self {
        Self {
            slug: node.slug.clone(),
            parent: node.parent.map(|parent| parent.to_string()).unwrap_or_default(),
            name: node.name.clone(),
            description: node.description.clone(),
        }
    }

    /// What is to be stored. A place that is none is a category that there is not.
    #[cfg(any(feature = "ssr", test))]
    pub fn read(&self) -> domain::backoffice::CategoryContent {
        let parent = self.parent.trim();
        let parent = (!parent.is_empty()).then(|| parent.parse().unwrap_or_default());
        domain::backoffice::CategoryContent {
            slug: self.slug.clone(),
            parent,
            name: self.name.clone(),
            description: self.description.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn nothing_above_is_the_top_and_nonsense_is_nowhere() {
        let read = |parent: &str| CategoryFields { parent: parent.into(), ..CategoryFields::default() }.read().parent;
        assert_eq!((read(" "), read("x")), (None, Some(Uuid::nil())));
        assert_eq!(read("00000000-0000-0000-0000-000000000007"), Some(Uuid::from_u128(7)));
    }
}
