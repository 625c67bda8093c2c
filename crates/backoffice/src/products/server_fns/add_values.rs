use domain::ids::ProductId;
use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::products::options::OptionFields;

/// Gives an option more values.
#[server(prefix = "/fn", endpoint = "backoffice/products/add-values")]
pub async fn add_values(product: ProductId, version: i64, option: Uuid, #[server(default)] fields: OptionFields) -> Result<(), AppFailure> {
    let pairs = fields.pairs(&option.to_string());
    crate::products::lead::to_options(add(product, version, option, fields).await, product, "values-added", &pairs)
}

#[cfg(feature = "ssr")]
async fn add(product: ProductId, version: i64, option: Uuid, fields: OptionFields) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    let request = domain::backoffice::AddValuesRequest { product, version, option, values: fields.values };
    site::failure::answer(services::backoffice::catalogue::options::add_values(&asker.shop, asker.by, &request).await)
}
