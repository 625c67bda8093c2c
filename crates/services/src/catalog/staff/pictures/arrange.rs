use domain::{backoffice::ArrangeRequest, failure::FieldError, ids::ProductId};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{super::begun::Begun, add::edited};
use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Puts a product's pictures into another order; the first one is the main one. In that order already, nothing is done.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a product; [`Error::Invalid`] when these are not its pictures;
/// [`StaffRefusal::Changed`](domain::backoffice::StaffRefusal::Changed) when it has been changed since.
pub async fn arrange(shop: &Shop, by: impl Into<Acting>, request: &ArrangeRequest) -> Result<()> {
    let mut act = Begun::of(shop, by.into(), request.product).await?;
    let now = order(act.connection(), request.product).await?;
    if now == request.order {
        return Ok(());
    }
    act.check(request.version)?;
    let sorted = |order: &[Uuid]| {
        let mut order = order.to_vec();
        order.sort_unstable();
        order
    };
    if sorted(&now) != sorted(&request.order) {
        return Err(Error::Invalid(vec![FieldError::unknown("pictures")]));
    }
    number(act.connection(), request.product, &request.order).await?;
    edited(act.connection(), request.product).await?;
    act.end("product.arrange_pictures").await
}

/// The pictures of a product in their order.
pub(super) async fn order(connection: &mut PgConnection, product: ProductId) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!("SELECT id FROM catalog_pictures WHERE product_id = $1 ORDER BY position", product.0)
        .fetch_all(connection)
        .await?)
}

/// Counts the pictures from 1 in this order, which names all of them. No two of them may have the same place, not even in between, so all of them make room
/// first.
pub(super) async fn number(connection: &mut PgConnection, product: ProductId, order: &[Uuid]) -> Result<()> {
    sqlx::query!("UPDATE catalog_pictures SET position = -position WHERE product_id = $1", product.0).execute(&mut *connection).await?;
    sqlx::query!(
        r#"UPDATE catalog_pictures AS picture SET position = place.number
           FROM unnest($2::uuid[]) WITH ORDINALITY AS place (id, number)
           WHERE picture.id = place.id AND picture.product_id = $1"#,
        product.0,
        order
    )
    .execute(connection)
    .await?;
    Ok(())
}
