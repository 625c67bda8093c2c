use domain::ids::ProductId;
use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

/// Takes a variant or a value out of a product, if nothing needs it.
#[server(prefix = "/fn", endpoint = "backoffice/products/remove")]
pub async fn remove_part(product: ProductId, version: i64, #[server(default)] kind: String, id: Uuid) -> Result<(), AppFailure> {
    crate::products::lead::to_options(remove(product, version, &kind, id).await, product, "removed", &[])
}

#[cfg(feature = "ssr")]
async fn remove(product: ProductId, version: i64, kind: &str, id: Uuid) -> Result<(), AppFailure> {
    use domain::{
        backoffice::{Removable, RemoveRequest},
        failure::{Failure, FieldError},
        ids::VariantId,
    };

    let asker = crate::asker::staff()?;
    let what = match kind {
        "variant" => Removable::Variant(VariantId(id)),
        "value" => Removable::Value(id),
        _ => return Err(AppFailure(Failure::Invalid(vec![FieldError::unknown("kind")]))),
    };
    let request = RemoveRequest { product, version, what };
    site::failure::answer(services::backoffice::catalogue::options::remove(&asker.shop, asker.by, &request).await)
}
