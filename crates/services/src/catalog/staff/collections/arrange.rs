use domain::{
    accounts::Permission,
    backoffice::{ArrangeCollectionRequest, MOST_PICKED, StaffRefusal},
    failure::FieldError,
};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::snapshot::lock;
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Picks a product for a collection, takes one away, or gives one another place. Where that is so already, nothing is done, whatever version was shown.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a collection or product; [`Error::Invalid`] when a rule says what is in it, or when it
/// would hold too many; [`StaffRefusal::Changed`] when it has been changed since.
pub async fn arrange(shop: &Shop, by: impl Into<Acting>, request: &ArrangeCollectionRequest) -> Result<()> {
    let by = by.into();
    by.may(Permission::EditCatalogue)?;
    let mut transaction = shop.begin().await?;
    let before = lock(&mut transaction, request.collection).await?.ok_or(Error::NotFound)?;
    let now = before.order();
    let order = request.step.of(&now);
    if order == now {
        return Ok(());
    }
    if before.version != request.version {
        return Err(Error::refused(StaffRefusal::Changed { version: before.version }));
    }
    if before.rule.is_some() {
        return Err(Error::Invalid(vec![FieldError::malformed("rule")]));
    }
    if order.len() > now.len() && u32::try_from(order.len()).unwrap_or(u32::MAX) > MOST_PICKED {
        return Err(Error::Invalid(vec![FieldError::too_large("products", MOST_PICKED)]));
    }
    write(&mut transaction, request.collection, &order).await?;
    let after = lock(&mut transaction, request.collection).await?.ok_or(Error::NotFound)?;
    let slugs = |products: &[(Uuid, String)]| products.iter().map(|(_, slug)| slug.clone()).collect::<Vec<_>>();
    let (was, is) = (json!({ "products": slugs(&before.products) }), json!({ "products": slugs(&after.products) }));
    audit_log::write(&mut transaction, by, Entry { action: "collection.arrange", subject: &after.slug, before: was, after: is }).await?;
    transaction.commit().await?;
    Ok(())
}

/// Writes which products are picked, in their order.
async fn write(connection: &mut PgConnection, collection: Uuid, order: &[Uuid]) -> Result<()> {
    sqlx::query!("DELETE FROM catalog_collection_products WHERE collection_id = $1 AND product_id <> ALL ($2)", collection, order)
        .execute(&mut *connection)
        .await?;
    let written = sqlx::query!(
        "INSERT INTO catalog_collection_products (collection_id, product_id, position)
         SELECT $1, place.id, place.number FROM unnest($2::uuid[]) WITH ORDINALITY AS place (id, number)
         ON CONFLICT (collection_id, product_id) DO UPDATE SET position = EXCLUDED.position",
        collection,
        order
    )
    .execute(&mut *connection)
    .await;
    match written.map_err(Error::from) {
        Err(error) if error.constraint() == Some("catalog_collection_products_product_id_fkey") => return Err(Error::NotFound),
        written => written?,
    };
    // What is picked is part of the collection.
    sqlx::query!("UPDATE catalog_collections SET version = version + 1 WHERE id = $1", collection).execute(connection).await?;
    Ok(())
}
