use domain::ids::ProductId;
use leptos::prelude::*;
use site::failure::AppFailure;

/// Makes the variants that are missing.
#[server(prefix = "/fn", endpoint = "backoffice/products/generate")]
pub async fn generate_variants(product: ProductId, version: i64) -> Result<u32, AppFailure> {
    crate::products::lead::to_options(generate(product, version).await, product, "generated", &[])
}

#[cfg(feature = "ssr")]
async fn generate(product: ProductId, version: i64) -> Result<u32, AppFailure> {
    let asker = crate::asker::staff()?;
    let request = domain::backoffice::GenerateRequest { product, version };
    site::failure::answer(services::backoffice::catalogue::options::generate(&asker.shop, asker.by, &request).await)
}
