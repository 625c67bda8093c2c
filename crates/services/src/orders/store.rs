//! SQL of the room. Other rooms' tables are read here only where an order takes its snapshot.

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use domain::{
    cart::{CartOwner, CartRefusal},
    email::Email,
    language::Language,
    orders::{OrderEvent, OrderState},
};
use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    Actor,
    pending::{self, PendingAt},
    quote::Quote,
};
use crate::{
    error::{Error, Result},
    pool::Pool,
};

/// A variant that can be ordered, in one language.
pub(super) struct ForSale {
    pub variant_id: Uuid,
    pub product_slug: String,
    pub sku: String,
    pub name: String,
    pub options: String,
    pub picture: Option<Value>,
    pub vat_class: String,
    pub price: i64,
    pub weight_grams: i32,
    pub category_id: Uuid,
}

/// Those of the variants that are sold today.
pub(super) async fn for_sale(pool: &Pool, language: Language, variants: &[Uuid]) -> Result<Vec<ForSale>> {
    Ok(sqlx::query_as!(
        ForSale,
        r#"SELECT variant.id AS variant_id, product.slug AS product_slug, variant.sku, product.name ->> $1 AS "name!",
               coalesce((SELECT string_agg(value.name ->> $1, ', ' ORDER BY option.position)
                         FROM catalog_variant_values AS chosen
                         JOIN catalog_option_values AS value ON value.id = chosen.option_value_id
                         JOIN catalog_options AS option ON option.id = value.option_id
                         WHERE chosen.variant_id = variant.id), '') AS "options!",
               (SELECT jsonb_build_object('stem', stem, 'alt', alt ->> $1, 'width', width, 'height', height, 'ground', ground,
                                          'focus', jsonb_build_object('x', focus_x, 'y', focus_y))
                FROM catalog_pictures WHERE product_id = product.id ORDER BY position LIMIT 1) AS picture,
               product.vat_class, variant.price, variant.weight_grams, product.category_id
           FROM catalog_variants AS variant JOIN catalog_products AS product ON product.id = variant.product_id
           WHERE variant.id = ANY($2) AND variant.archived_at IS NULL AND catalog_is_public(product.archived_at, product.published_at)"#,
        language.code(),
        variants
    )
    .fetch_all(pool)
    .await?)
}

/// What identifies a checkout that was sent before.
pub(super) struct KnownCheckout {
    pub id: Uuid,
    pub token: String,
    pub state: String,
    pub hash: Option<Vec<u8>>,
}

pub(super) async fn by_checkout_key(pool: &Pool, key: Uuid) -> Result<Option<KnownCheckout>> {
    Ok(sqlx::query_as!(KnownCheckout, "SELECT id, token, state, checkout_hash AS hash FROM orders WHERE checkout_key = $1", key)
        .fetch_optional(pool)
        .await?)
}

/// A new order's own data, besides what the quote says.
pub(super) struct NewOrder<'a> {
    /// A new id, or that of the account's pending order, which becomes this one.
    pub id: Uuid,
    /// What the pending order was when it was priced; none for a guest's order.
    pub pending: Option<PendingAt>,
    pub token: &'a str,
    pub checkout_key: Uuid,
    pub checkout_hash: &'a [u8],
    pub language: Language,
    pub email: &'a Email,
    pub address: Value,
    pub payment_method: &'a str,
    pub hold_seconds: f64,
}

/// A new order's rows, ready to be written: its own and its lines', by their columns.
#[derive(Debug)]
pub(super) struct NewRows {
    order: Value,
    lines: Vec<Value>,
}

impl NewRows {
    /// The rows of an order at the quoted prices.
    pub fn of(order: &NewOrder<'_>, quote: &Quote) -> Self {
        let row = json!({
            "id": order.id,
            "token": order.token,
            "checkout_key": order.checkout_key,
            "checkout_hash": STANDARD.encode(order.checkout_hash),
            "language": order.language.code(),
            "email": order.email.as_str(),
            "address": order.address,
            "delivery_method": quote.delivery.code,
            "delivery_name": quote.delivery.name,
            "payment_method": order.payment_method,
            "items_total": quote.items_total,
            "delivery_fee": quote.delivery.fee,
            "total": quote.total,
            "vat": quote.vat,
            "hold_seconds": order.hold_seconds,
            "discount_total": quote.discount_total,
            "voucher": quote.used_voucher(),
            "gift_card_total": quote.gift_card_total(),
            "before": order.pending.map(|_| OrderState::Pending.code()),
        });
        Self { order: row, lines: lines_to_insert(order.id, quote) }
    }
}

/// Makes room for what an account's pending order becomes: its row is locked, and the snapshots of the cart make way for the texts and prices that
/// were agreed.
///
/// [`CartRefusal::Busy`] when the pending order changed, was placed or is gone since it was priced.
pub(super) async fn open_pending(connection: &mut PgConnection, pending: PendingAt) -> Result<()> {
    let order = pending.order;
    if !pending::lock(connection, pending).await? {
        return Err(Error::refused(CartRefusal::Busy));
    }
    sqlx::query!("DELETE FROM orders_lines WHERE order_id = $1", order).execute(connection).await?;
    Ok(())
}

/// Inserts orders with their lines, in state `awaiting_payment`, and the first line of their history, in one statement; an account's pending order
/// becomes the new one instead, in the same row.
pub(super) async fn insert(connection: &mut PgConnection, new: &[&NewRows]) -> Result<()> {
    let orders: Value = new.iter().map(|rows| &rows.order).cloned().collect();
    let lines: Value = new.iter().flat_map(|rows| &rows.lines).cloned().collect();
    sqlx::query!(
        r#"WITH new AS (
               SELECT * FROM jsonb_to_recordset($1) AS new (id uuid, token text, checkout_key uuid, checkout_hash text, language text,
                   email text, address jsonb, delivery_method text, delivery_name text, payment_method text, items_total bigint,
                   delivery_fee bigint, total bigint, vat jsonb, hold_seconds double precision, discount_total bigint, voucher jsonb,
                   gift_card_total bigint, before text)
           ), placed AS (
               INSERT INTO orders (id, number, token, checkout_key, checkout_hash, state, language, email, address, delivery_method,
                   delivery_name, payment_method, items_total, delivery_fee, total, vat, placed_at, hold_expires_at,
                   discount_total, voucher, gift_card_total)
               SELECT id, to_char(now() AT TIME ZONE 'Europe/Zurich', 'YYYY') || '-' || lpad(nextval('orders_number')::text, 6, '0'),
                   token, checkout_key, decode(checkout_hash, 'base64'), 'awaiting_payment', language, email, address, delivery_method, delivery_name,
                   payment_method, items_total, delivery_fee, total, vat, now(), now() + make_interval(secs => hold_seconds),
                   discount_total, voucher, gift_card_total
               FROM new
               ON CONFLICT (id) DO UPDATE SET number = EXCLUDED.number, token = EXCLUDED.token, checkout_key = EXCLUDED.checkout_key,
                   checkout_hash = EXCLUDED.checkout_hash, state = EXCLUDED.state, language = EXCLUDED.language, email = EXCLUDED.email,
                   address = EXCLUDED.address, delivery_method = EXCLUDED.delivery_method, delivery_name = EXCLUDED.delivery_name,
                   payment_method = EXCLUDED.payment_method, items_total = EXCLUDED.items_total, delivery_fee = EXCLUDED.delivery_fee,
                   total = EXCLUDED.total, vat = EXCLUDED.vat, placed_at = EXCLUDED.placed_at, hold_expires_at = EXCLUDED.hold_expires_at,
                   discount_total = EXCLUDED.discount_total, voucher = EXCLUDED.voucher, gift_card_total = EXCLUDED.gift_card_total,
                   cart_removed = NULL, updated_at = now()
           ), history AS (
               INSERT INTO orders_history (order_id, event, before, after, actor) SELECT id, $3, before, 'awaiting_payment', $4 FROM new
           )
           INSERT INTO orders_lines
               (order_id, position, variant_id, product_slug, sku, name, options, picture, vat_class, vat_rate, unit_price, quantity, total,
                discount)
           SELECT order_id, position, variant_id, product_slug, sku, name, options, picture, vat_class, vat_rate, unit_price, quantity, total,
               discount
           FROM jsonb_to_recordset($2) AS line (order_id uuid, position integer, variant_id uuid, product_slug text, sku text, name text,
               options text, picture jsonb, vat_class text, vat_rate integer, unit_price bigint, quantity integer, total bigint,
               discount bigint)"#,
        orders,
        lines,
        OrderEvent::Place.code(),
        Actor::Buyer.code()
    )
    .execute(connection)
    .await?;
    Ok(())
}

fn lines_to_insert(order: Uuid, quote: &Quote) -> Vec<Value> {
    let lines = (0..).zip(&quote.lines).map(|(position, line): (u32, _)| {
        json!({
            "order_id": order,
            "position": position,
            "variant_id": line.variant,
            "product_slug": line.product_slug,
            "sku": line.sku,
            "name": line.name,
            "options": line.options,
            "picture": line.picture,
            "vat_class": line.vat_class.code(),
            "vat_rate": line.vat_rate.0,
            "unit_price": line.unit_price,
            "quantity": line.quantity,
            "total": line.total,
            "discount": line.discount,
        })
    });
    lines.collect()
}

/// An order's row.
pub(super) struct OrderRow {
    pub number: Option<String>,
    pub token: String,
    pub state: String,
    pub language: String,
    pub email: String,
    pub address: Value,
    pub delivery_name: String,
    pub items_total: i64,
    pub delivery_fee: i64,
    pub discount_total: i64,
    pub voucher: Option<Value>,
    pub total: i64,
    pub gift_card_total: i64,
    pub due: i64,
    pub vat: Value,
    pub placed_at: Option<DateTime<Utc>>,
    pub hold_expires_at: Option<DateTime<Utc>>,
}

pub(super) async fn row(connection: &mut PgConnection, order: Uuid) -> Result<OrderRow> {
    Ok(sqlx::query_as!(
        OrderRow,
        r#"SELECT number, token, state, language, email, address, delivery_name, items_total, delivery_fee, discount_total, voucher, total,
               gift_card_total, due AS "due!", vat, placed_at, hold_expires_at
           FROM orders WHERE id = $1"#,
        order
    )
    .fetch_one(connection)
    .await?)
}

/// A line's row.
pub(super) struct LineRow {
    pub position: i32,
    pub variant_id: Uuid,
    pub product_slug: String,
    pub sku: String,
    pub name: String,
    pub options: String,
    pub picture: Option<Value>,
    pub unit_price: i64,
    pub quantity: i32,
    pub total: i64,
}

pub(super) async fn lines(connection: &mut PgConnection, order: Uuid) -> Result<Vec<LineRow>> {
    Ok(sqlx::query_as!(
        LineRow,
        r#"SELECT position, variant_id, product_slug, sku, name, options, picture, unit_price, quantity, total
           FROM orders_lines WHERE order_id = $1 ORDER BY position"#,
        order
    )
    .fetch_all(connection)
    .await?)
}

/// A history line's row.
pub(super) struct HistoryRow {
    pub after: String,
    pub at: DateTime<Utc>,
}

pub(super) async fn history(connection: &mut PgConnection, order: Uuid) -> Result<Vec<HistoryRow>> {
    Ok(sqlx::query_as!(HistoryRow, "SELECT after, at FROM orders_history WHERE order_id = $1 ORDER BY id", order)
        .fetch_all(connection)
        .await?)
}

/// The order of a token, for other rooms.
pub(crate) async fn id_of_token(pool: &Pool, token: &str) -> Result<Uuid> {
    sqlx::query_scalar!("SELECT id FROM orders WHERE token = $1 AND state <> 'pending'", token)
        .fetch_optional(pool)
        .await?
        .ok_or(Error::NotFound)
}

/// An order's number for people, for other rooms.
pub(crate) async fn number(pool: &Pool, order: Uuid) -> Result<String> {
    sqlx::query_scalar!(r#"SELECT number AS "number!" FROM orders WHERE id = $1 AND state <> 'pending'"#, order)
        .fetch_optional(pool)
        .await?
        .ok_or(Error::NotFound)
}

/// What a gateway is told of an order.
pub(crate) struct Told {
    pub number: String,
    pub token: String,
    pub language: Language,
}

/// What a gateway is told of an order, for other rooms.
pub(crate) async fn told(pool: &Pool, order: Uuid) -> Result<Told> {
    let row = sqlx::query!(r#"SELECT number AS "number!", token, language FROM orders WHERE id = $1 AND state <> 'pending'"#, order)
        .fetch_optional(pool)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(Told { number: row.number, token: row.token, language: Language::from_code(&row.language).unwrap_or_default() })
}

/// What a payment has to know of its order.
pub(crate) struct OrderForPayment {
    pub id: Uuid,
    pub state: OrderState,
    pub number: String,
    /// What it left to pay when it was placed: the total without what a gift card paid. The one amount that a gateway is asked for.
    pub due: i64,
    pub currency: String,
    /// Whether stock is held still, by the database's clock.
    pub hold_lasts: bool,
    /// What staff have to have seen to change it.
    pub version: i64,
}

/// Locks the order's row for the rest of the transaction: always before its payments and its stock.
pub(crate) async fn lock_for_payment(connection: &mut PgConnection, order: Uuid) -> Result<OrderForPayment> {
    let row = sqlx::query!(
        r#"SELECT state, number, due AS "due!", currency, version,
               coalesce(hold_expires_at > now(), false) AS "hold_lasts!"
           FROM orders WHERE id = $1 FOR UPDATE"#,
        order
    )
    .fetch_optional(connection)
    .await?
    .ok_or(Error::NotFound)?;
    Ok(OrderForPayment {
        id: order,
        state: OrderState::from_code(&row.state).ok_or_else(|| Error::Data(format!("order state {}", row.state)))?,
        number: row.number.unwrap_or_default(),
        due: row.due,
        currency: row.currency,
        hold_lasts: row.hold_lasts,
        version: row.version,
    })
}

/// Lets the hold outlive a new payment attempt. Not when that would be later than four times its length after the order was placed: then it stays as
/// it is, and there is no further attempt, since one that outlives its hold could be paid when the goods are somebody else's.
pub(crate) async fn extend_hold(connection: &mut PgConnection, order: Uuid, hold_seconds: f64) -> Result<bool> {
    let extended = sqlx::query!(
        r#"UPDATE orders SET updated_at = now(), hold_expires_at = greatest(hold_expires_at, now() + make_interval(secs => $2::float8))
           WHERE id = $1 AND state = 'awaiting_payment' AND now() <= placed_at + make_interval(secs => 3 * $2::float8)"#,
        order,
        hold_seconds
    )
    .execute(connection)
    .await?;
    Ok(extended.rows_affected() == 1)
}

/// What a buyer sent, without the key, as a hash: the same key with other contents is refused.
pub(super) fn checkout_hash(owner: CartOwner, form: &domain::orders::CheckoutForm) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    hash.update(owner.id().as_bytes());
    hash.update(serde_json::to_vec(form).unwrap_or_default());
    hash.finalize().to_vec()
}
