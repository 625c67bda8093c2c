//! What server functions answer with.

use domain::backoffice::CategoryNode;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The tree, what was entered in vain, and the id of a category that is made next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoriesScreen {
    /// All categories in the order of the tree.
    pub nodes: Vec<CategoryNode>,
    /// What the asker entered last and could not store, where that is asked for.
    pub entered: Option<super::CategoryFields>,
    /// The new one's id.
    pub key: Uuid,
}
