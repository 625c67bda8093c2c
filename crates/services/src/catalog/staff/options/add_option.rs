use domain::{
    backoffice::{AddOptionRequest, MOST_OPTIONS, named_values},
    failure::FieldError,
};
use sqlx::types::Json;

use super::{super::begun::Begun, add_values::insert};
use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Gives a product an option with its values. Variants that there are already get the first value, so that each stays what it was. The same key again is the
/// same option.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a product; [`Error::Invalid`] field by field;
/// [`StaffRefusal::Changed`](domain::backoffice::StaffRefusal::Changed) when it has been changed since.
pub async fn add_option(shop: &Shop, by: impl Into<Acting>, request: &AddOptionRequest) -> Result<()> {
    let mut act = Begun::of(shop, by.into(), request.product).await?;
    let product = request.product.0;
    let options = sqlx::query_scalar!("SELECT id FROM catalog_options WHERE product_id = $1", product).fetch_all(act.connection()).await?;
    if options.contains(&request.key) {
        return Ok(());
    }
    act.check(request.version)?;
    let mut errors = request.check();
    if u32::try_from(options.len()).unwrap_or(u32::MAX) >= MOST_OPTIONS {
        errors.push(FieldError::too_large("options", MOST_OPTIONS));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    sqlx::query!(
        "INSERT INTO catalog_options (id, product_id, position, name)
         VALUES ($1, $2, (SELECT coalesce(max(position), 0) + 1 FROM catalog_options WHERE product_id = $2), $3)",
        request.key,
        product,
        Json(&request.name) as _
    )
    .execute(act.connection())
    .await?;
    let values = insert(shop, act.connection(), request.key, &named_values(&request.values)).await?;
    sqlx::query!(
        "INSERT INTO catalog_variant_values (variant_id, option_value_id) SELECT id, $2::uuid FROM catalog_variants WHERE product_id = $1 AND $2 IS NOT NULL",
        product,
        values.first().copied()
    )
    .execute(act.connection())
    .await?;
    act.end("product.add_option").await
}
