use domain::{
    backoffice::{Removable, RemoveRequest},
    failure::FieldError,
};
use uuid::Uuid;

use super::super::begun::Begun;
use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Takes a variant of which nothing was ever in stock, or a value that no variant has, out of a product. What is gone already is gone.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a product; [`Error::Invalid`] for what is still needed: such a variant is archived
/// instead; [`StaffRefusal::Changed`](domain::backoffice::StaffRefusal::Changed) when the product has been changed since.
pub async fn remove(shop: &Shop, by: impl Into<Acting>, request: &RemoveRequest) -> Result<()> {
    let act = Begun::of(shop, by.into(), request.product).await?;
    match request.what {
        Removable::Variant(variant) => remove_variant(act, request, variant.0).await,
        Removable::Value(value) => remove_value(act, request, value).await,
    }
}

async fn remove_variant(mut act: Begun, request: &RemoveRequest, variant: Uuid) -> Result<()> {
    if act.before.variants.iter().all(|known| known.id != variant) {
        return Ok(());
    }
    act.check(request.version)?;
    if act.before.variants.len() == 1 {
        return Err(Error::Invalid(vec![FieldError::required("variants")]));
    }
    // Orders, carts of accounts and movements name stock; where there is none nothing names the variant.
    let was_stocked = sqlx::query_scalar!(r#"SELECT EXISTS (SELECT FROM stock_variants WHERE variant_id = $1) AS "was!""#, variant);
    if was_stocked.fetch_one(act.connection()).await? {
        return Err(Error::Invalid(vec![FieldError::taken("variants")]));
    }
    sqlx::query!("DELETE FROM catalog_variants WHERE id = $1", variant).execute(act.connection()).await?;
    act.end("product.remove_variant").await
}

async fn remove_value(mut act: Begun, request: &RemoveRequest, value: Uuid) -> Result<()> {
    let option = sqlx::query!(
        r#"SELECT option.id, (SELECT count(*) FROM catalog_option_values WHERE option_id = option.id) AS "values!",
                  EXISTS (SELECT FROM catalog_variant_values WHERE option_value_id = $1) AS "is_chosen!"
           FROM catalog_option_values AS value JOIN catalog_options AS option ON option.id = value.option_id
           WHERE value.id = $1 AND option.product_id = $2"#,
        value,
        request.product.0
    )
    .fetch_optional(act.connection())
    .await?;
    let Some(option) = option else { return Ok(()) };
    act.check(request.version)?;
    if option.is_chosen {
        return Err(Error::Invalid(vec![FieldError::taken("value")]));
    }
    if option.values == 1 {
        sqlx::query!("DELETE FROM catalog_options WHERE id = $1", option.id).execute(act.connection()).await?;
    } else {
        sqlx::query!("DELETE FROM catalog_option_values WHERE id = $1", value).execute(act.connection()).await?;
        // Values are no part of the product that its version counts by itself.
        sqlx::query!("UPDATE catalog_products SET version = version + 1 WHERE id = $1", request.product.0)
            .execute(act.connection())
            .await?;
    }
    act.end("product.remove_value").await
}
