use domain::{
    accounts::Permission,
    backoffice::{PictureDetail, PicturesDetail},
    catalog::Texts,
    ids::ProductId,
};
use sqlx::types::Json;

use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// A product's pictures with all that their screen shows, at one moment.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a product.
pub async fn read(shop: &Shop, by: impl Into<Acting>, product: ProductId) -> Result<PicturesDetail> {
    by.into().may(Permission::EditCatalogue)?;
    let row = sqlx::query!(
        r#"SELECT product.version, product.name AS "name: Json<Texts>",
                  coalesce((SELECT jsonb_agg(catalog_picture(picture) || jsonb_build_object('id', picture.id) ORDER BY picture.position)
                            FROM catalog_pictures AS picture WHERE picture.product_id = product.id), '[]') AS "pictures!: Json<Vec<PictureDetail>>"
           FROM catalog_products AS product WHERE product.id = $1"#,
        product.0
    )
    .fetch_optional(&shop.pool)
    .await?
    .ok_or(Error::NotFound)?;
    Ok(PicturesDetail { product, version: row.version, name: row.name.0, pictures: row.pictures.0 })
}
