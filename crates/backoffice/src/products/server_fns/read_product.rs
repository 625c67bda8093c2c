use domain::language::Language;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::products::ProductScreen;

/// A product, by the id in the address; with what the asker entered last and could not store, where that is asked for.
#[server(prefix = "/fn", endpoint = "backoffice/products/read", input = GetUrl)]
pub async fn read_product(language: Language, product: String, #[server(default)] entered: bool) -> Result<ProductScreen, AppFailure> {
    use domain::failure::Failure;
    use services::backoffice::catalogue;

    let asker = crate::asker::staff()?;
    let id = product.parse().map_err(|_| site::failure::told(Failure::NotFound))?;
    let product = site::failure::answer(catalogue::detail(&asker.shop, asker.by, language, id).await)?;
    let entered = if entered { catalogue::entered(&asker.shop, asker.by, id).await } else { None };
    Ok(ProductScreen { product, entered, key: asker.shop.new_key() })
}
