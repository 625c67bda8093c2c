//! What server functions answer with.

use domain::{
    backoffice::{CollectedProduct, CollectionDetail, CollectionRow},
    catalog::CategoryLink,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::CollectionFields;

/// All collections, what was entered in vain, and the id of a collection that is made next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionsScreen {
    /// The collections in their order.
    pub rows: Vec<CollectionRow>,
    /// What can be chosen as a rule's category.
    pub categories: Vec<CategoryLink>,
    /// What the asker entered last and could not store, where that is asked for.
    pub entered: Option<CollectionFields>,
    /// The new one's id.
    pub key: Uuid,
}

/// A collection, what was entered in vain, and the products that were looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionScreen {
    /// The collection.
    pub collection: CollectionDetail,
    /// What the asker entered last and could not store, where that is asked for.
    pub entered: Option<CollectionFields>,
    /// What was found.
    pub found: Vec<CollectedProduct>,
}
