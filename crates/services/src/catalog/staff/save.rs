use domain::{
    accounts::Permission,
    backoffice::{ProductContent, Publishing, SaveProductRequest, StaffRefusal, VariantContent, variant_field},
    failure::FieldError,
};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::{
    changes::changes,
    snapshot::{self, Snapshot},
};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Stores a product as somebody wrote it, in one transaction, for somebody who saw it as it is. What it is already is not written again, so a form that is
/// sent twice does its work once.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a product or variant; [`Error::Invalid`] field by field;
/// [`StaffRefusal::Changed`] when it has been changed since.
pub async fn save(shop: &Shop, by: impl Into<Acting>, request: &SaveProductRequest) -> Result<()> {
    let by = by.into();
    by.may(Permission::EditCatalogue)?;
    let content = request.content.tidied();
    let mut transaction = shop.begin().await?;
    let before = snapshot::lock(&mut transaction, request.product.0).await?;
    let is_seen = before.version == request.version;
    let changed = || Error::refused(StaffRefusal::Changed { version: before.version });
    let written = match write(&mut transaction, request.product.0, &before, &content).await {
        // What is wrong with it is wrong with an older product: that comes first.
        Err(Error::Invalid(_)) if !is_seen => return Err(changed()),
        written => written,
    };
    written?;
    let after = snapshot::read(&mut transaction, request.product.0).await?;
    let (was, is) = changes(before.json(), after.json());
    if was == is {
        return Ok(());
    }
    if !is_seen {
        return Err(changed());
    }
    audit_log::write(&mut transaction, by, Entry { action: "product.save", subject: &after.slug, before: was, after: is }).await?;
    transaction.commit().await?;
    Ok(())
}

async fn write(connection: &mut PgConnection, product: Uuid, before: &Snapshot, content: &ProductContent) -> Result<()> {
    let mut errors = content.check();
    if let Publishing::From(at) = content.publishing
        && before.published_at != Some(at)
        && is_over(connection, at).await?
    {
        errors.push(FieldError::malformed("published_at"));
    }
    if content.publishing.is_for_shoppers() && !is_sold(before, content) {
        errors.push(FieldError::required("variants"));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    write_product(connection, product, content).await?;
    publish(connection, product, content.publishing).await?;
    for (row, variant) in content.variants.iter().enumerate() {
        write_variant(connection, product, variant).await.map_err(|error| match error.constraint() {
            Some("catalog_variants_sku_unique") => Error::Invalid(vec![FieldError::taken(&variant_field("sku", row))]),
            _ => error,
        })?;
    }
    Ok(())
}

/// Whether a moment has passed, by the database's clock, which also says when a product is due.
async fn is_over(connection: &mut PgConnection, at: chrono::DateTime<chrono::Utc>) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"SELECT $1::timestamptz <= now() AS "over!""#, at).fetch_one(connection).await?)
}

/// Whether a variant will be left that is not archived.
fn is_sold(before: &Snapshot, content: &ProductContent) -> bool {
    before.variants.iter().any(|variant| {
        let written = content.variants.iter().find(|written| written.id.0 == variant.id);
        !written.map_or(variant.is_archived, |written| written.is_archived)
    })
}

async fn write_product(connection: &mut PgConnection, product: Uuid, content: &ProductContent) -> Result<()> {
    let category = sqlx::query_scalar!("SELECT id FROM catalog_categories WHERE slug = $1", content.category)
        .fetch_optional(&mut *connection)
        .await?
        .ok_or_else(|| Error::Invalid(vec![FieldError::unknown("category")]))?;
    let written = sqlx::query!(
        "UPDATE catalog_products SET slug = $2, category_id = $3, vat_class = $4, name = $5, summary = $6, description = $7 WHERE id = $1",
        product,
        content.slug,
        category,
        content.vat_class.code(),
        Json(&content.name) as _,
        Json(&content.summary) as _,
        Json(&content.description) as _
    )
    .execute(connection)
    .await
    .map_err(Error::from);
    match written {
        Err(error) if error.constraint() == Some("catalog_products_slug_unique") => Err(Error::Invalid(vec![FieldError::taken("slug")])),
        written => written.map(drop),
    }
}

/// Writes how far a product shall be. What is published already stays so since then.
pub(super) async fn publish(connection: &mut PgConnection, product: Uuid, publishing: Publishing) -> Result<()> {
    match publishing {
        Publishing::Draft => {
            sqlx::query!("UPDATE catalog_products SET archived_at = NULL, published_at = NULL WHERE id = $1", product)
                .execute(connection)
                .await?
        }
        Publishing::From(at) => {
            sqlx::query!("UPDATE catalog_products SET archived_at = NULL, published_at = $2 WHERE id = $1", product, at)
                .execute(connection)
                .await?
        }
        Publishing::Now => {
            sqlx::query!(
                "UPDATE catalog_products SET archived_at = NULL, published_at = least(coalesce(published_at, now()), now()) WHERE id = $1",
                product
            )
            .execute(connection)
            .await?
        }
        Publishing::Archived => {
            sqlx::query!("UPDATE catalog_products SET archived_at = coalesce(archived_at, now()) WHERE id = $1", product)
                .execute(connection)
                .await?
        }
    };
    Ok(())
}

async fn write_variant(connection: &mut PgConnection, product: Uuid, variant: &VariantContent) -> Result<()> {
    let written = sqlx::query!(
        "UPDATE catalog_variants
         SET sku = $3, price = $4, compare_at = $5, weight_grams = $6, archived_at = CASE WHEN $7 THEN coalesce(archived_at, now()) END
         WHERE id = $1 AND product_id = $2",
        variant.id.0,
        product,
        variant.sku,
        variant.price,
        variant.compare_at,
        i32::try_from(variant.weight_grams).unwrap_or(i32::MAX),
        variant.is_archived
    )
    .execute(connection)
    .await?;
    if written.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
}
