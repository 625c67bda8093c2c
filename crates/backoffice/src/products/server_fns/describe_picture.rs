use domain::ids::ProductId;
use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::products::pictures::PictureFields;

/// Writes what a picture shows, and what of it stays visible where it is cropped.
#[server(prefix = "/fn", endpoint = "backoffice/products/describe-picture")]
pub async fn describe_picture(
    product: ProductId,
    version: i64,
    picture: Uuid,
    #[server(default)] fields: PictureFields,
) -> Result<(), AppFailure> {
    let pairs = fields.pairs(&picture.to_string());
    crate::products::lead::to_pictures(act(product, version, picture, fields).await, product, "picture-described", &pairs)
}

#[cfg(feature = "ssr")]
async fn act(product: ProductId, version: i64, picture: Uuid, fields: PictureFields) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    // Whoever may not is told so before what is wrong with their numbers.
    site::failure::answer(services::backoffice::catalogue::pictures::admit(&asker.shop, asker.by, product).await)?;
    let focus = fields.focus().map_err(AppFailure)?;
    let request = domain::backoffice::DescribeRequest { product, version, picture, alt: fields.alt, focus };
    site::failure::answer(services::backoffice::catalogue::pictures::describe(&asker.shop, asker.by, &request).await)
}
