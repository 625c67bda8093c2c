use domain::{
    address::Address,
    backoffice::{EarlierLine, EarlierOrder},
    ids::AccountId,
    orders::OrderState,
};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    pool::Pool,
};

/// Which earlier orders.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wanted {
    Account(AccountId),
    Order(Uuid),
}

/// All earlier orders of an account with all that is kept of them, the latest first.
pub(crate) async fn of_account(pool: &Pool, account: AccountId) -> Result<Vec<EarlierOrder>> {
    orders(pool, Wanted::Account(account)).await
}

/// Earlier orders whole.
pub(super) async fn orders(pool: &Pool, wanted: Wanted) -> Result<Vec<EarlierOrder>> {
    let (account, order) = match wanted {
        Wanted::Account(account) => (Some(account.0), None),
        Wanted::Order(order) => (None, Some(order)),
    };
    let rows = sqlx::query!(
        r#"SELECT placed.number, placed.state, placed.language, placed.email, placed.address AS "address: Json<Address>", placed.placed_at,
                  placed.delivery, placed.payment_method, placed.discount_code, placed.items_total, placed.discount_total, placed.delivery_fee,
                  placed.total, placed.refunded_total,
                  (SELECT coalesce(jsonb_agg(jsonb_build_object('sku', line.sku, 'name', line.name, 'options', line.options, 'vat_rate', line.vat_rate,
                       'unit_price', line.unit_price, 'quantity', line.quantity, 'total', line.total) ORDER BY line.position), '[]')
                   FROM orders_earlier_lines AS line WHERE line.order_id = placed.id) AS "lines!: Json<Vec<EarlierLine>>"
           FROM orders_earlier AS placed WHERE placed.account_id = $1 OR placed.id = $2 ORDER BY placed.placed_at DESC, placed.id"#,
        account,
        order
    )
    .fetch_all(pool)
    .await?;
    let whole = rows.into_iter().map(|row| {
        Ok(EarlierOrder {
            line: 0,
            state: OrderState::from_code(&row.state).ok_or_else(|| Error::Data(format!("order state {}", row.state)))?,
            number: row.number,
            language: row.language,
            email: row.email,
            address: row.address.0,
            placed_at: row.placed_at,
            delivery: row.delivery,
            payment_method: row.payment_method,
            discount_code: row.discount_code,
            items_total: row.items_total,
            discount_total: row.discount_total,
            delivery_fee: row.delivery_fee,
            total: row.total,
            refunded_total: row.refunded_total,
            lines: row.lines.0,
        })
    });
    whole.collect()
}
