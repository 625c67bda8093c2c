use domain::{
    backoffice::{GenerateRequest, MOST_VARIANTS},
    catalog::sku,
    failure::FieldError,
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    super::{begun::Begun, free_names},
    matrix::{self, Value},
};
use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Makes a variant for each combination of values that has none, and gives how many it made. They are archived until somebody has looked at them; price and
/// weight are those of the product's first variant, the SKU is made of the product's address and the values.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a product; [`Error::Invalid`] for more than [`MOST_VARIANTS`];
/// [`StaffRefusal::Changed`](domain::backoffice::StaffRefusal::Changed) when it has been changed since.
pub async fn generate(shop: &Shop, by: impl Into<Acting>, request: &GenerateRequest) -> Result<u32> {
    let mut act = Begun::of(shop, by.into(), request.product).await?;
    let missing = matrix::missing(act.connection(), request.product.0).await?;
    if missing.is_empty() {
        return Ok(0);
    }
    act.check(request.version)?;
    if u32::try_from(act.before.variants.len() + missing.len()).unwrap_or(u32::MAX) > MOST_VARIANTS {
        return Err(Error::Invalid(vec![FieldError::too_large("variants", MOST_VARIANTS)]));
    }
    let slug = act.before.slug.clone();
    for combination in &missing {
        insert(act.connection(), shop.new_id(), (request.product.0, &slug), combination).await?;
    }
    act.end("product.generate").await?;
    Ok(u32::try_from(missing.len()).unwrap_or(u32::MAX))
}

async fn insert(connection: &mut PgConnection, id: Uuid, (product, slug): (Uuid, &str), values: &[Value]) -> Result<()> {
    let slugs: Vec<&str> = values.iter().map(|(_, slug)| slug.as_str()).collect();
    let sku = free_names::sku(connection, &sku(slug, Some(&slugs.join("-")))).await?;
    sqlx::query!(
        "INSERT INTO catalog_variants (id, product_id, sku, position, price, weight_grams, archived_at)
         SELECT $1, $2, $3, (SELECT max(position) + 1 FROM catalog_variants WHERE product_id = $2), price, weight_grams, now()
         FROM catalog_variants WHERE product_id = $2 ORDER BY position, sku LIMIT 1",
        id,
        product,
        sku
    )
    .execute(&mut *connection)
    .await?;
    let values: Vec<Uuid> = values.iter().map(|(id, _)| *id).collect();
    sqlx::query!("INSERT INTO catalog_variant_values (variant_id, option_value_id) SELECT $1, unnest($2::uuid[])", id, &values)
        .execute(connection)
        .await?;
    Ok(())
}
