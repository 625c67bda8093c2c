use std::collections::HashMap;

use domain::{accounts::Permission, backoffice::DuplicateRequest, failure::FieldError, ids::ProductId};
use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{create::exists, free_names, snapshot};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Makes a draft like another product, with its texts, pictures, options and variants and without its stock, and gives its id. Address and SKUs are its own.
/// The same key again is the same copy.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a product; [`Error::Invalid`] for `key`.
pub async fn duplicate(shop: &Shop, by: impl Into<Acting>, request: &DuplicateRequest) -> Result<ProductId> {
    let by = by.into();
    by.may(Permission::EditCatalogue)?;
    if request.key.is_nil() {
        return Err(Error::Invalid(vec![FieldError::required("key")]));
    }
    let mut transaction = shop.begin().await?;
    let source = snapshot::lock(&mut transaction, request.product.0).await?;
    if exists(&mut transaction, request.key).await? {
        return Ok(ProductId(request.key));
    }
    let slug = free_names::slug(&mut transaction, &format!("{}-copy", source.slug)).await?;
    let (from, to) = (request.product.0, request.key);
    copy_product(&mut transaction, from, to, &slug).await?;
    let values = copy_options(shop, &mut transaction, from, to).await?;
    copy_variants(shop, &mut transaction, (from, to), &values).await?;
    let mut after = snapshot::read(&mut transaction, to).await?.json();
    if let Value::Object(fields) = &mut after {
        fields.insert("like".to_owned(), json!(source.slug));
    }
    audit_log::write(&mut transaction, by, Entry { action: "product.duplicate", subject: &slug, before: json!({}), after }).await?;
    transaction.commit().await?;
    Ok(ProductId(to))
}

async fn copy_product(connection: &mut PgConnection, from: Uuid, to: Uuid, slug: &str) -> Result<()> {
    sqlx::query!(
        "INSERT INTO catalog_products (id, category_id, slug, position, name, summary, description, vat_class)
         SELECT $2, category_id, $3, (SELECT max(position) + 1 FROM catalog_products), name, summary, description, vat_class
         FROM catalog_products WHERE id = $1",
        from,
        to,
        slug
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "INSERT INTO catalog_pictures (product_id, position, stem, alt, width, height, ground, focus_x, focus_y)
         SELECT $2, position, stem, alt, width, height, ground, focus_x, focus_y FROM catalog_pictures WHERE product_id = $1",
        from,
        to
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The options with their values; gives the copy's value for each of the original's.
async fn copy_options(shop: &Shop, connection: &mut PgConnection, from: Uuid, to: Uuid) -> Result<HashMap<Uuid, Uuid>> {
    let mut copies = HashMap::new();
    for option in sqlx::query_scalar!("SELECT id FROM catalog_options WHERE product_id = $1", from).fetch_all(&mut *connection).await? {
        let copy = shop.new_id();
        sqlx::query!(
            "INSERT INTO catalog_options (id, product_id, position, name) SELECT $2, $3, position, name FROM catalog_options WHERE id = $1",
            option,
            copy,
            to
        )
        .execute(&mut *connection)
        .await?;
        let values =
            sqlx::query_scalar!("SELECT id FROM catalog_option_values WHERE option_id = $1", option).fetch_all(&mut *connection).await?;
        for value in values {
            let id = shop.new_id();
            sqlx::query!(
                "INSERT INTO catalog_option_values (id, option_id, slug, position, name)
                 SELECT $2, $3, slug, position, name FROM catalog_option_values WHERE id = $1",
                value,
                id,
                copy
            )
            .execute(&mut *connection)
            .await?;
            copies.insert(value, id);
        }
    }
    Ok(copies)
}

/// The variants with SKUs of their own; archived ones are archived in the copy too.
async fn copy_variants(shop: &Shop, connection: &mut PgConnection, (from, to): (Uuid, Uuid), values: &HashMap<Uuid, Uuid>) -> Result<()> {
    let variants = sqlx::query!(
        r#"SELECT id, sku, ARRAY(SELECT option_value_id FROM catalog_variant_values WHERE variant_id = id) AS "values!"
           FROM catalog_variants WHERE product_id = $1 ORDER BY position, sku"#,
        from
    )
    .fetch_all(&mut *connection)
    .await?;
    for variant in variants {
        let sku = free_names::sku(connection, &format!("{}-COPY", variant.sku)).await?;
        let copy = shop.new_id();
        sqlx::query!(
            "INSERT INTO catalog_variants (id, product_id, sku, position, price, compare_at, weight_grams, archived_at)
             SELECT $2, $3, $4, position, price, compare_at, weight_grams, archived_at FROM catalog_variants WHERE id = $1",
            variant.id,
            copy,
            to,
            sku
        )
        .execute(&mut *connection)
        .await?;
        let chosen: Vec<Uuid> = variant.values.iter().filter_map(|value| values.get(value).copied()).collect();
        sqlx::query!("INSERT INTO catalog_variant_values (variant_id, option_value_id) SELECT $1, unnest($2::uuid[])", copy, &chosen)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
