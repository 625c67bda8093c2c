use domain::ids::ProductId;
use leptos::prelude::*;
use site::failure::AppFailure;

use crate::products::ProductFields;

/// Stores a product as it is written. What cannot be stored is kept for the form to begin with.
#[server(prefix = "/fn", endpoint = "backoffice/products/save")]
pub async fn save_product(
    product: ProductId,
    version: i64,
    #[server(default)] fields: ProductFields,
    #[server(default)] back: String,
) -> Result<(), AppFailure> {
    use crate::products::lead;

    let answer = save(product, version, &fields).await;
    let back = if back.is_empty() { lead::page(product) } else { back };
    lead::back_to(answer, &back, "saved", &[("form", crate::products::FORM)])
}

#[cfg(feature = "ssr")]
async fn save(product: ProductId, version: i64, fields: &ProductFields) -> Result<(), AppFailure> {
    use domain::backoffice::SaveProductRequest;
    use services::backoffice::catalogue;

    let asker = crate::asker::staff()?;
    let saved = match fields.read() {
        Ok(content) => {
            let request = SaveProductRequest { product, version, content };
            site::failure::answer(catalogue::save(&asker.shop, asker.by, &request).await)
        }
        Err(failure) => Err(AppFailure(failure)),
    };
    if saved.is_err() {
        catalogue::keep_entered(&asker.shop, asker.by, product, fields).await;
    }
    saved
}
