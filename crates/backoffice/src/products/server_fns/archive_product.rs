use domain::ids::ProductId;
use leptos::prelude::*;
use site::failure::AppFailure;

/// Archives a product, or brings it back as a draft.
#[server(prefix = "/fn", endpoint = "backoffice/products/archive")]
pub async fn archive_product(product: ProductId, version: i64, archive: bool, #[server(default)] back: String) -> Result<(), AppFailure> {
    let done = if archive { "archived" } else { "restored" };
    crate::products::lead::back_to(act(product, version, archive).await, &back, done, &[])
}

#[cfg(feature = "ssr")]
async fn act(product: ProductId, version: i64, archive: bool) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    let request = domain::backoffice::ArchiveRequest { product, version, archive };
    site::failure::answer(services::backoffice::catalogue::archive(&asker.shop, asker.by, &request).await)
}
