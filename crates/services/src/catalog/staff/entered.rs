//! What somebody wrote into a product's form and could not be stored. See [`crate::backoffice::entered`].

use domain::{accounts::Permission, ids::ProductId};
use serde::{Serialize, de::DeserializeOwned};

use crate::{backoffice, orders::Acting, shop::Shop};

fn form(product: ProductId) -> String {
    format!("product-form:{product}")
}

/// Keeps what somebody wrote who may write it.
pub async fn keep_entered(shop: &Shop, by: impl Into<Acting>, product: ProductId, fields: &(impl Serialize + Sync)) {
    backoffice::keep_entered(shop, by, Permission::EditCatalogue, &form(product), fields).await;
}

/// What the same one wrote last; none when there is none, or when the store does not answer.
pub async fn entered<T: DeserializeOwned>(shop: &Shop, by: impl Into<Acting>, product: ProductId) -> Option<T> {
    backoffice::entered(shop, by, &form(product)).await
}
