use domain::ids::ProductId;
use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::products::options::OptionFields;

/// Gives a product an option with its values.
#[server(prefix = "/fn", endpoint = "backoffice/products/add-option")]
pub async fn add_option(product: ProductId, version: i64, key: Uuid, #[server(default)] fields: OptionFields) -> Result<(), AppFailure> {
    let pairs = fields.pairs(crate::products::options::NEW_OPTION);
    crate::products::lead::to_options(add(product, version, key, fields).await, product, "option-added", &pairs)
}

#[cfg(feature = "ssr")]
async fn add(product: ProductId, version: i64, key: Uuid, fields: OptionFields) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    let request = domain::backoffice::AddOptionRequest { product, version, key, name: fields.name, values: fields.values };
    site::failure::answer(services::backoffice::catalogue::options::add_option(&asker.shop, asker.by, &request).await)
}
