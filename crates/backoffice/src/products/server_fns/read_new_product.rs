use domain::language::Language;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::products::NewProductScreen;

/// What the form for a new product needs.
#[server(prefix = "/fn", endpoint = "backoffice/products/new", input = GetUrl)]
pub async fn read_new_product(language: Language) -> Result<NewProductScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    let categories = site::failure::answer(services::backoffice::catalogue::categories(&asker.shop, asker.by, language).await)?;
    Ok(NewProductScreen { categories, key: asker.shop.new_id() })
}
