use domain::{
    accounts::Permission,
    backoffice::NewProductRequest,
    catalog::{Texts, sku, slugify},
    failure::FieldError,
    ids::ProductId,
};
use serde_json::json;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::{free_names, snapshot};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Makes a draft with one variant and gives its id. The same key again is the same product.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] field by field.
pub async fn create(shop: &Shop, by: impl Into<Acting>, request: &NewProductRequest) -> Result<ProductId> {
    let by = by.into();
    by.may(Permission::EditCatalogue)?;
    let mut transaction = shop.begin().await?;
    if exists(&mut transaction, request.key).await? {
        return Ok(ProductId(request.key));
    }
    let category = sqlx::query_scalar!("SELECT id FROM catalog_categories WHERE slug = $1", request.category)
        .fetch_optional(&mut *transaction)
        .await?;
    let mut errors = request.check();
    if category.is_none() {
        errors.push(FieldError::unknown("category"));
    }
    let Some(category) = category.filter(|_| errors.is_empty()) else { return Err(Error::Invalid(errors)) };
    let slug = free_names::slug(&mut transaction, &slugify(&request.name.de)).await?;
    insert(&mut transaction, shop.new_id(), request, (category, &slug)).await?;
    let after = snapshot::read(&mut transaction, request.key).await?;
    audit_log::write(&mut transaction, by, Entry { action: "product.create", subject: &slug, before: json!({}), after: after.json() })
        .await?;
    transaction.commit().await?;
    Ok(ProductId(request.key))
}

/// Whether a product was made under this key before.
pub(super) async fn exists(connection: &mut PgConnection, key: Uuid) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"SELECT EXISTS (SELECT FROM catalog_products WHERE id = $1) AS "exists!""#, key).fetch_one(connection).await?)
}

async fn insert(connection: &mut PgConnection, variant: Uuid, request: &NewProductRequest, (category, slug): (Uuid, &str)) -> Result<()> {
    let trim = |text: &str| text.trim().to_owned();
    let name = &request.name;
    let name = Texts { de: trim(&name.de), fr: trim(&name.fr), it: trim(&name.it), en: trim(&name.en) };
    sqlx::query!(
        "INSERT INTO catalog_products (id, category_id, slug, position, name, summary, description, vat_class)
         VALUES ($1, $2, $3, (SELECT coalesce(max(position), 0) + 1 FROM catalog_products), $4, $5, $5, $6)",
        request.key,
        category,
        slug,
        Json(&name) as _,
        Json(Texts::default()) as _,
        request.vat_class.code()
    )
    .execute(&mut *connection)
    .await?;
    let sku = free_names::sku(connection, &sku(slug, None)).await?;
    sqlx::query!(
        "INSERT INTO catalog_variants (id, product_id, sku, position, price, weight_grams) VALUES ($1, $2, $3, 1, $4, $5)",
        variant,
        request.key,
        sku,
        request.price,
        i32::try_from(request.weight_grams).unwrap_or(i32::MAX)
    )
    .execute(connection)
    .await?;
    Ok(())
}
