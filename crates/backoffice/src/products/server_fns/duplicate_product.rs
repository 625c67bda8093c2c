use domain::ids::ProductId;
use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

/// Makes a draft like a product and leads to it.
#[server(prefix = "/fn", endpoint = "backoffice/products/duplicate")]
pub async fn duplicate_product(product: ProductId, key: Uuid, #[server(default)] back: String) -> Result<ProductId, AppFailure> {
    use site::told::with_query;

    use crate::products::lead;

    let failed = crate::back::ours(&back);
    lead::on_to(duplicate(product, key).await, &failed, |copy| with_query(&lead::page(*copy), &[("done", "copied")]))
}

#[cfg(feature = "ssr")]
async fn duplicate(product: ProductId, key: Uuid) -> Result<ProductId, AppFailure> {
    let asker = crate::asker::staff()?;
    let request = domain::backoffice::DuplicateRequest { product, key };
    site::failure::answer(services::backoffice::catalogue::duplicate(&asker.shop, asker.by, &request).await)
}
