use domain::{
    backoffice::DescribeRequest,
    catalog::{Focus, Texts},
};
use sqlx::types::Json;

use super::{super::begun::Begun, add::edited};
use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Writes what a picture shows, and what of it stays visible where it is cropped. As it is already, nothing is done.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a picture of this product; [`Error::Invalid`] field by field;
/// [`StaffRefusal::Changed`](domain::backoffice::StaffRefusal::Changed) when the product has been changed since.
pub async fn describe(shop: &Shop, by: impl Into<Acting>, request: &DescribeRequest) -> Result<()> {
    let request = request.tidied();
    let mut act = Begun::of(shop, by.into(), request.product).await?;
    let stored = sqlx::query!(
        r#"SELECT alt AS "alt: Json<Texts>", focus_x, focus_y FROM catalog_pictures WHERE id = $1 AND product_id = $2"#,
        request.picture,
        request.product.0
    )
    .fetch_optional(act.connection())
    .await?
    .ok_or(Error::NotFound)?;
    let Focus { x, y } = request.focus;
    let (x, y) = (i16::from(x), i16::from(y));
    if stored.alt.0 == request.alt && (stored.focus_x, stored.focus_y) == (x, y) {
        return Ok(());
    }
    act.check(request.version)?;
    let errors = request.check();
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    sqlx::query!(
        "UPDATE catalog_pictures SET alt = $2, focus_x = $3, focus_y = $4 WHERE id = $1",
        request.picture,
        Json(&request.alt) as _,
        x,
        y
    )
    .execute(act.connection())
    .await?;
    edited(act.connection(), request.product).await?;
    act.end("product.describe_picture").await
}
