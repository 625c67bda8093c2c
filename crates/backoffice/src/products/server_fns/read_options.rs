use domain::language::Language;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::products::options::OptionsScreen;

/// A product's options and variants, by the id in the address.
#[server(prefix = "/fn", endpoint = "backoffice/products/options", input = GetUrl)]
pub async fn read_options(language: Language, product: String) -> Result<OptionsScreen, AppFailure> {
    use domain::failure::Failure;

    let asker = crate::asker::staff()?;
    let id = product.parse().map_err(|_| site::failure::told(Failure::NotFound))?;
    let detail = site::failure::answer(services::backoffice::catalogue::options::read(&asker.shop, asker.by, language, id).await)?;
    Ok(OptionsScreen { detail, key: asker.shop.new_id() })
}
