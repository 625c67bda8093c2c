use domain::ids::ProductId;
use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

/// Takes a picture away from a product.
#[server(prefix = "/fn", endpoint = "backoffice/products/remove-picture")]
pub async fn remove_picture(product: ProductId, version: i64, picture: Uuid) -> Result<(), AppFailure> {
    crate::products::lead::to_pictures(act(product, version, picture).await, product, "picture-removed", &[])
}

#[cfg(feature = "ssr")]
async fn act(product: ProductId, version: i64, picture: Uuid) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    let request = domain::backoffice::RemovePictureRequest { product, version, picture };
    site::failure::answer(services::backoffice::catalogue::pictures::remove(&asker.shop, asker.by, &request).await)
}
