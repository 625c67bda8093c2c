use domain::ids::AccountId;
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::PendingAt;
use crate::{
    cart::{Document, Line},
    error::{Error, Result},
    shop::Shop,
    vat,
};

/// Makes the account's cart this document, in the caller's transaction, and gives the new version; `None` when somebody else was faster: it is
/// not any more as it was when it was read, was placed, or another device has just begun one. Whoever gets `None` rolls back and looks again.
pub(crate) async fn save(
    connection: &mut PgConnection,
    shop: &Shop,
    account: AccountId,
    seen: Option<PendingAt>,
    document: &Document,
) -> Result<Option<u64>> {
    let worth = worth(&document.lines)?;
    let removed = document.removed.as_ref().map(serde_json::to_value).transpose().map_err(|error| Error::Data(error.to_string()))?;
    let saved = match seen {
        Some(at) => update(connection, at, worth, removed).await?,
        None => insert(connection, shop, account, worth, removed).await?,
    };
    let Some(at) = saved else { return Ok(None) };
    replace_lines(connection, shop, at.order, &document.lines).await?;
    Ok(Some(at.version))
}

/// What the lines cost by their snapshots, for staff to see: what is charged is priced anew when the order is placed.
fn worth(lines: &[Line]) -> Result<i64> {
    lines
        .iter()
        .try_fold(0_i64, |sum, line| sum.checked_add(line.unit_price.checked_mul(i64::from(line.quantity))?))
        .ok_or_else(|| Error::Data("a cart worth more than the range".into()))
}

async fn update(connection: &mut PgConnection, at: PendingAt, worth: i64, removed: Option<Value>) -> Result<Option<PendingAt>> {
    let version = sqlx::query_scalar!(
        r#"UPDATE orders SET cart_version = cart_version + 1, cart_removed = $3, items_total = $4, total = $4, updated_at = now()
           WHERE id = $1 AND cart_version = $2 AND state = 'pending'
           RETURNING cart_version"#,
        at.order,
        at.version.cast_signed(),
        removed,
        worth
    )
    .fetch_optional(connection)
    .await?;
    Ok(version.map(|version| PendingAt { order: at.order, version: version.unsigned_abs() }))
}

/// The token is given anew when the order is placed; until then nobody knows it.
async fn insert(
    connection: &mut PgConnection,
    shop: &Shop,
    account: AccountId,
    worth: i64,
    removed: Option<Value>,
) -> Result<Option<PendingAt>> {
    let order = shop.new_id();
    let inserted = sqlx::query!(
        r#"INSERT INTO orders (id, token, state, language, account_id, cart_version, cart_removed, items_total, total)
           VALUES ($1, $2, 'pending', 'de', $3, 1, $4, $5, $5)
           ON CONFLICT (account_id) WHERE state = 'pending' DO NOTHING"#,
        order,
        shop.new_token(),
        account.0,
        removed,
        worth
    )
    .execute(connection)
    .await?
    .rows_affected();
    Ok((inserted == 1).then_some(PendingAt { order, version: 1 }))
}

async fn replace_lines(connection: &mut PgConnection, shop: &Shop, order: Uuid, lines: &[Line]) -> Result<()> {
    let today = vat::today_by(shop, connection).await?;
    let rates: Vec<i32> = lines.iter().map(|line| i32::from(today.rate(line.vat_class).0)).collect();
    sqlx::query!("DELETE FROM orders_lines WHERE order_id = $1", order).execute(&mut *connection).await?;
    sqlx::query!(
        r#"INSERT INTO orders_lines (order_id, position, variant_id, product_slug, sku, name, options, vat_class, vat_rate, unit_price,
               quantity, total, snapshot)
           SELECT $1, place - 1, (line ->> 'variant')::uuid, line ->> 'product_slug', line ->> 'sku',
                  line -> 'name' ->> 'de', line -> 'options' ->> 'de', line ->> 'vat_class', ($3::integer[])[place],
                  (line ->> 'unit_price')::bigint, (line ->> 'quantity')::integer,
                  (line ->> 'unit_price')::bigint * (line ->> 'quantity')::integer,
                  jsonb_build_object('name', line -> 'name', 'options', line -> 'options', 'picture', line -> 'picture')
           FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS lines (line, place)"#,
        order,
        serde_json::to_value(lines).map_err(|error| Error::Data(error.to_string()))?,
        &rates
    )
    .execute(connection)
    .await?;
    Ok(())
}
