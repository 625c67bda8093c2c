use std::collections::HashMap;

use domain::{
    accounts::Permission,
    backoffice::{BulkRequest, MOST_IN_BULK, StaffRefusal},
    failure::FieldError,
    language::Language,
};
use serde_json::Value;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::{
    super::{changes::changes, snapshot},
    plan::{Plan, plan},
    rows::{self, ProductRow},
    write,
};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// What an act changed of a product, for the audit log.
struct Change {
    slug: String,
    before: Value,
    after: Value,
}

/// Does the same to several products, to all of them or to none, for somebody who saw what it would do; gives how many it changed. The same key again is
/// the same act. Each product has an entry of its own in the audit log.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] for `key` or `products`; [`Error::NotFound`] when there is no such product;
/// [`StaffRefusal::Changed`] when one of them has been changed since, or when it cannot be done to one of them; [`StaffRefusal::RequestReused`] for the key
/// of somebody else's act or of another one.
pub async fn apply(shop: &Shop, by: impl Into<Acting>, request: &BulkRequest) -> Result<u32> {
    let by = by.into();
    by.may(Permission::EditCatalogue)?;
    check(request)?;
    let mut transaction = shop.begin().await?;
    if !begin(&mut transaction, by, request).await? {
        return known(&mut transaction, by, request).await;
    }
    let rows = seen(&mut transaction, request).await?;
    let mut done = Vec::new();
    for row in &rows {
        let plan = plan(row, request.act);
        if matches!(plan, Plan::Refused(_)) {
            return Err(Error::refused(StaffRefusal::Changed { version: row.version }));
        }
        done.extend(change(&mut transaction, request.key, row, &plan).await?);
    }
    let count = u32::try_from(done.len()).unwrap_or(u32::MAX);
    for Change { slug, before, after } in done {
        audit_log::write(&mut transaction, by, Entry { action: "product.bulk", subject: &slug, before, after }).await?;
    }
    transaction.commit().await?;
    Ok(count)
}

fn check(request: &BulkRequest) -> Result<()> {
    let mut errors = Vec::new();
    if request.key.is_nil() {
        errors.push(FieldError::required("key"));
    }
    if request.products.is_empty() {
        errors.push(FieldError::required("products"));
    }
    if u32::try_from(request.products.len()).unwrap_or(u32::MAX) > MOST_IN_BULK {
        errors.push(FieldError::too_large("products", MOST_IN_BULK));
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}

/// Writes the act down; false where its key is known.
async fn begin(connection: &mut PgConnection, by: Acting, request: &BulkRequest) -> Result<bool> {
    let made = sqlx::query!(
        "INSERT INTO catalog_bulk_acts (id, actor, act) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING",
        request.key,
        by.actor.code(),
        Json(request.act) as _
    )
    .execute(connection)
    .await?;
    Ok(made.rows_affected() > 0)
}

/// How many products an act changed that was done before.
async fn known(connection: &mut PgConnection, by: Acting, request: &BulkRequest) -> Result<u32> {
    let act = sqlx::query!(
        r#"SELECT actor, act AS "act: Json<domain::backoffice::BulkAct>",
                  (SELECT count(*) FROM catalog_bulk_changes WHERE act_id = id) AS "products!"
           FROM catalog_bulk_acts WHERE id = $1"#,
        request.key
    )
    .fetch_one(connection)
    .await?;
    if act.actor != by.actor.code() || act.act.0 != request.act {
        return Err(Error::refused(StaffRefusal::RequestReused));
    }
    Ok(u32::try_from(act.products).unwrap_or(u32::MAX))
}

/// The products, locked, if each is still as the screen showed it.
async fn seen(connection: &mut PgConnection, request: &BulkRequest) -> Result<Vec<ProductRow>> {
    let versions: HashMap<Uuid, i64> = request.products.iter().map(|(product, version)| (product.0, *version)).collect();
    let ids: Vec<Uuid> = versions.keys().copied().collect();
    rows::lock(connection, &ids).await?;
    let rows = rows::read(connection, Language::De, &ids).await?;
    if rows.len() != versions.len() {
        return Err(Error::NotFound);
    }
    match rows.iter().find(|row| versions.get(&row.id) != Some(&row.version)) {
        Some(row) => Err(Error::refused(StaffRefusal::Changed { version: row.version })),
        None => Ok(rows),
    }
}

/// Changes a product and keeps what it was; none where it is so already.
async fn change(connection: &mut PgConnection, act: Uuid, row: &ProductRow, plan: &Plan) -> Result<Option<Change>> {
    let before = snapshot::read(connection, row.id).await?.json();
    if !write::plan(connection, row.id, plan).await? {
        return Ok(None);
    }
    let after = snapshot::read(connection, row.id).await?;
    sqlx::query!(
        "INSERT INTO catalog_bulk_changes (act_id, product_id, version, before) VALUES ($1, $2, $3, $4)",
        act,
        row.id,
        after.version,
        Json(&row.stood) as _
    )
    .execute(connection)
    .await?;
    let (before, after) = changes(before, after.json());
    Ok(Some(Change { slug: row.slug.clone(), before, after }))
}
