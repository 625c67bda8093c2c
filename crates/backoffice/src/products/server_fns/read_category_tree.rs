use domain::language::Language;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::products::categories::CategoriesScreen;

/// All categories in the order of the tree; with what the asker entered last into this form and could not store.
#[server(prefix = "/fn", endpoint = "backoffice/categories", input = GetUrl)]
pub async fn read_category_tree(language: Language, #[server(default)] entered: String) -> Result<CategoriesScreen, AppFailure> {
    use domain::ids::ProductId;
    use services::backoffice::catalogue;

    let asker = crate::asker::staff()?;
    let nodes = site::failure::answer(catalogue::tree::read(&asker.shop, asker.by, language).await)?;
    let form = if entered.is_empty() { None } else { Some(ProductId(entered.parse().unwrap_or_default())) };
    let entered = match form {
        Some(form) => catalogue::entered(&asker.shop, asker.by, form).await,
        None => None,
    };
    Ok(CategoriesScreen { nodes, entered, key: asker.shop.new_id() })
}
