use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::products::categories::CategoryFields;

/// Makes a category.
#[server(prefix = "/fn", endpoint = "backoffice/categories/create")]
pub async fn create_category(key: Uuid, #[server(default)] fields: CategoryFields) -> Result<(), AppFailure> {
    use crate::products::{categories::TREE, lead};

    lead::back_to(act(key, &fields).await, TREE, "category-created", &[("form", "new")])
}

#[cfg(feature = "ssr")]
async fn act(key: Uuid, fields: &CategoryFields) -> Result<(), AppFailure> {
    use domain::ids::ProductId;
    use services::backoffice::catalogue;

    let asker = crate::asker::staff()?;
    let request = domain::backoffice::NewCategoryRequest { key, content: fields.read() };
    let made = site::failure::answer(catalogue::tree::create(&asker.shop, asker.by, &request).await);
    if made.is_err() {
        // The form for a new one goes by no id.
        catalogue::keep_entered(&asker.shop, asker.by, ProductId(Uuid::nil()), fields).await;
    }
    made
}
