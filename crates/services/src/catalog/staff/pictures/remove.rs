use domain::backoffice::RemovePictureRequest;

use super::{
    super::begun::Begun,
    add::edited,
    arrange::{number, order},
};
use crate::{error::Result, orders::Acting, shop::Shop};

/// Takes a picture away from a product; the next one follows in its place. What is gone already is gone. The files stay until nothing shows them any more.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`](crate::error::Error::NotFound) without such a product;
/// [`StaffRefusal::Changed`](domain::backoffice::StaffRefusal::Changed) when it has been changed since.
pub async fn remove(shop: &Shop, by: impl Into<Acting>, request: &RemovePictureRequest) -> Result<()> {
    let mut act = Begun::of(shop, by.into(), request.product).await?;
    let mut left = order(act.connection(), request.product).await?;
    let Some(place) = left.iter().position(|id| *id == request.picture) else { return Ok(()) };
    act.check(request.version)?;
    left.remove(place);
    sqlx::query!("DELETE FROM catalog_pictures WHERE id = $1", request.picture).execute(act.connection()).await?;
    number(act.connection(), request.product, &left).await?;
    edited(act.connection(), request.product).await?;
    act.end("product.remove_picture").await
}
