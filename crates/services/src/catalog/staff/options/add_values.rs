use domain::{
    backoffice::{AddValuesRequest, MOST_VALUES, check_values, named_values},
    catalog::Texts,
    failure::FieldError,
};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::super::begun::Begun;
use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Gives an option more values. Values that it has already are not added again, so that a form that is sent twice does its work once.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such an option; [`Error::Invalid`] field by field;
/// [`StaffRefusal::Changed`](domain::backoffice::StaffRefusal::Changed) when the product has been changed since.
pub async fn add_values(shop: &Shop, by: impl Into<Acting>, request: &AddValuesRequest) -> Result<()> {
    let mut act = Begun::of(shop, by.into(), request.product).await?;
    sqlx::query_scalar!("SELECT id FROM catalog_options WHERE id = $1 AND product_id = $2", request.option, request.product.0)
        .fetch_optional(act.connection())
        .await?
        .ok_or(Error::NotFound)?;
    let known = sqlx::query_scalar!("SELECT slug FROM catalog_option_values WHERE option_id = $1", request.option)
        .fetch_all(act.connection())
        .await?;
    let mut errors = check_values(&request.values);
    let mut values = named_values(&request.values);
    let wanted = values.len();
    values.retain(|(slug, _)| !known.contains(slug));
    if errors.is_empty() && values.is_empty() && wanted > 0 {
        return Ok(());
    }
    act.check(request.version)?;
    if u32::try_from(known.len() + values.len()).unwrap_or(u32::MAX) > MOST_VALUES {
        errors.push(FieldError::too_large("value-0-de", MOST_VALUES));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    insert(shop, act.connection(), request.option, &values).await?;
    // Values are no part of the product that its version counts by itself.
    sqlx::query!("UPDATE catalog_products SET version = version + 1 WHERE id = $1", request.product.0).execute(act.connection()).await?;
    act.end("product.add_values").await
}

/// Puts values at an option's end, and gives their ids.
pub(super) async fn insert(shop: &Shop, connection: &mut PgConnection, option: Uuid, values: &[(String, Texts)]) -> Result<Vec<Uuid>> {
    let mut ids = Vec::with_capacity(values.len());
    for (slug, name) in values {
        let id = shop.new_id();
        sqlx::query!(
            "INSERT INTO catalog_option_values (id, option_id, slug, position, name)
             VALUES ($1, $2, $3, (SELECT coalesce(max(position), 0) + 1 FROM catalog_option_values WHERE option_id = $2), $4)",
            id,
            option,
            slug,
            Json(name) as _
        )
        .execute(&mut *connection)
        .await?;
        ids.push(id);
    }
    Ok(ids)
}
