use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::products::categories::CategoryFields;

/// Stores a category as it is written. What cannot be stored is kept for the form to begin with.
#[server(prefix = "/fn", endpoint = "backoffice/categories/save")]
pub async fn save_category(category: Uuid, version: i64, #[server(default)] fields: CategoryFields) -> Result<(), AppFailure> {
    use crate::products::{categories::TREE, lead};

    let id = category.to_string();
    lead::back_to(act(category, version, &fields).await, &format!("{TREE}/{id}"), "category-saved", &[("form", &id)])
}

#[cfg(feature = "ssr")]
async fn act(category: Uuid, version: i64, fields: &CategoryFields) -> Result<(), AppFailure> {
    use domain::ids::ProductId;
    use services::backoffice::catalogue;

    let asker = crate::asker::staff()?;
    let request = domain::backoffice::SaveCategoryRequest { category, version, content: fields.read() };
    let saved = site::failure::answer(catalogue::tree::save(&asker.shop, asker.by, &request).await);
    if saved.is_err() {
        catalogue::keep_entered(&asker.shop, asker.by, ProductId(category), fields).await;
    }
    saved
}
