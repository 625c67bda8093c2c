//! What server functions answer with.

use domain::{backoffice::ProductDetail, catalog::CategoryLink};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ProductFields;

/// A product as it is stored now, and what its form begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductScreen {
    /// The product.
    pub product: ProductDetail,
    /// What was entered and not stored, if the form has been sent in vain.
    pub entered: Option<ProductFields>,
    /// A key for what is made of it.
    pub key: Uuid,
}

/// The form for a new product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewProductScreen {
    /// What can be chosen as a category.
    pub categories: Vec<CategoryLink>,
    /// The new product's id: what is sent twice is made once.
    pub key: Uuid,
}
