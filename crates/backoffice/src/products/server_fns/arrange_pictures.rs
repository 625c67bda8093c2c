use domain::ids::ProductId;
use leptos::prelude::*;
use site::failure::AppFailure;

/// Puts a product's pictures into another order: all of their ids, parted by commas.
#[server(prefix = "/fn", endpoint = "backoffice/products/arrange-pictures")]
pub async fn arrange_pictures(product: ProductId, version: i64, order: String) -> Result<(), AppFailure> {
    crate::products::lead::to_pictures(act(product, version, &order).await, product, "pictures-arranged", &[])
}

#[cfg(feature = "ssr")]
async fn act(product: ProductId, version: i64, order: &str) -> Result<(), AppFailure> {
    use domain::failure::{Failure, FieldError};

    let asker = crate::asker::staff()?;
    let order: Result<Vec<uuid::Uuid>, _> = order.split(',').filter(|id| !id.is_empty()).map(str::parse).collect();
    let order = order.map_err(|_| AppFailure(Failure::Invalid(vec![FieldError::malformed("pictures")])))?;
    let request = domain::backoffice::ArrangeRequest { product, version, order };
    site::failure::answer(services::backoffice::catalogue::pictures::arrange(&asker.shop, asker.by, &request).await)
}
