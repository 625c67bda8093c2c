//! Who ordered what, here and in an earlier shop, for those who look at people and not at orders.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    address::Address,
    backoffice::{CustomerOrder, CustomerOrders},
    ids::{AccountId, OrderId},
    language::Language,
    orders::OrderState,
};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    orders::own::NOBODY,
};

/// Accounts that are found by the names on their orders, at most.
const MOST_NAMED: i64 = 2_000;

/// Orders and addresses that are shown of one person.
const SHOWN: i64 = 20;

/// Whose orders.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Whose<'a> {
    /// An account's.
    Account(AccountId),
    /// Those that were placed with this address and belong to no account.
    Guest(&'a str),
}

/// Somebody who ordered without an account.
pub(crate) struct Guest {
    /// What the rows are ordered by: the address in lower case.
    pub key: String,
    /// The order placed last.
    pub order: Uuid,
    pub email: String,
    pub name: String,
    /// The first order's time.
    pub since: DateTime<Utc>,
    pub orders: i64,
}

/// Guests by their addresses, from one of them on or beyond it: an index alone says who is on the page, then their orders are read. Words are a part of the
/// address or of a name, in lower case.
pub(crate) async fn guests(connection: &mut PgConnection, from: Option<&str>, beyond: bool, words: &str, most: i64) -> Result<Vec<Guest>> {
    Ok(sqlx::query_as!(
        Guest,
        r#"WITH page AS MATERIALIZED (
               (SELECT customer FROM orders
                WHERE account_id IS NULL AND state <> 'pending' AND customer NOT IN ('', $1)
                  AND ($2::text IS NULL OR customer >= $2) AND NOT ($5 AND customer = $2 AND $2 IS NOT NULL)
                  AND ($3 = '' OR strpos(customer, $3) > 0 OR strpos(customer_name, catalog_fold($3)) > 0)
                GROUP BY customer ORDER BY customer LIMIT $4)
               UNION
               (SELECT customer FROM orders_earlier
                WHERE account_id IS NULL AND customer NOT IN ('', $1)
                  AND ($2::text IS NULL OR customer >= $2) AND NOT ($5 AND customer = $2 AND $2 IS NOT NULL)
                  AND ($3 = '' OR strpos(customer, $3) > 0 OR strpos(customer_name, catalog_fold($3)) > 0)
                GROUP BY customer ORDER BY customer LIMIT $4)
               ORDER BY customer LIMIT $4
           )
           SELECT page.customer AS "key!", guest."order" AS "order!", guest.email AS "email!", coalesce(guest.name, '') AS "name!",
                  guest.since AS "since!", guest.orders AS "orders!"
           -- For each of the page by itself: the view is a union, which a plain join reads whole.
           FROM page CROSS JOIN LATERAL (
               SELECT (array_agg(placed.id ORDER BY placed.placed_at DESC, placed.id))[1] AS "order",
                      (array_agg(placed.email ORDER BY placed.placed_at DESC, placed.id))[1] AS email,
                      (array_agg(placed.address ->> 'name' ORDER BY placed.placed_at DESC, placed.id))[1] AS name,
                      min(placed.placed_at) AS since, count(*) AS orders
               FROM orders_of_people AS placed
               WHERE placed.customer = page.customer AND placed.account_id IS NULL
                 AND ($3 = '' OR strpos(placed.customer, $3) > 0 OR strpos(placed.customer_name, catalog_fold($3)) > 0)
           ) AS guest
           ORDER BY page.customer"#,
        NOBODY,
        from,
        words,
        most,
        beyond
    )
    .fetch_all(connection)
    .await?)
}

/// Accounts on whose orders a name with these words stands.
pub(crate) async fn accounts_named(connection: &mut PgConnection, words: &str) -> Result<Vec<Uuid>> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sqlx::query_scalar!(
        r#"SELECT DISTINCT account_id AS "account!" FROM orders_of_people
           WHERE account_id IS NOT NULL AND strpos(customer_name, catalog_fold($1)) > 0 LIMIT $2"#,
        words,
        MOST_NAMED
    )
    .fetch_all(connection)
    .await?)
}

/// How many orders accounts placed, and the name on the last one.
pub(crate) async fn bought(connection: &mut PgConnection, accounts: &[Uuid]) -> Result<HashMap<Uuid, (i64, String)>> {
    let rows = sqlx::query!(
        r#"SELECT account_id AS "account!", count(*) AS "orders!",
                  coalesce((array_agg(address ->> 'name' ORDER BY placed_at DESC, id))[1], '') AS "name!"
           FROM orders_of_people WHERE account_id = ANY($1) GROUP BY account_id"#,
        accounts
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| (row.account, (row.orders, row.name))).collect())
}

/// The orders of one person. Whose they are is asked for by one key or the other, so that each is read by its index.
macro_rules! ordered_by {
    ($connection:ident, $whose:literal, $key:expr) => {
        sqlx::query_as!(
            Ordered,
            r#"SELECT id AS "id!", number AS "number!", state AS "state!", placed_at AS "placed_at!", total AS "total!", is_earlier AS "is_earlier!",
                      count(*) OVER () AS "count!", count(*) FILTER (WHERE is_earlier) OVER () AS "earlier!",
                      coalesce(sum(total) FILTER (WHERE paid_at IS NOT NULL AND state NOT IN ('cancelled', 'refunded')) OVER (), 0)::bigint AS "paid!"
               FROM orders_of_people WHERE "# + $whose
                + " ORDER BY placed_at DESC, id LIMIT $2",
            $key,
            SHOWN
        )
        .fetch_all($connection)
        .await?
    };
}

struct Ordered {
    id: Uuid,
    number: String,
    state: String,
    placed_at: DateTime<Utc>,
    total: i64,
    is_earlier: bool,
    count: i64,
    earlier: i64,
    paid: i64,
}

/// What somebody ordered: the latest, and how much in all.
pub(crate) async fn orders_of(connection: &mut PgConnection, whose: Whose<'_>) -> Result<CustomerOrders> {
    let rows = match whose {
        Whose::Account(account) => ordered_by!(connection, "account_id = $1", account.0),
        Whose::Guest(email) => ordered_by!(connection, "account_id IS NULL AND customer = $1", email.to_lowercase()),
    };
    let small = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    let (count, paid, earlier) = rows.first().map_or((0, 0, 0), |row| (small(row.count), row.paid, small(row.earlier)));
    let order = |row: Ordered| {
        let state = OrderState::from_code(&row.state).ok_or_else(|| Error::Data(format!("order state {}", row.state)))?;
        let (id, number) = (OrderId(row.id), row.number);
        Ok(CustomerOrder { id, number, state, placed_at: row.placed_at, total: row.total, is_earlier: row.is_earlier })
    };
    Ok(CustomerOrders { rows: rows.into_iter().map(order).collect::<Result<_>>()?, count, paid, earlier })
}

/// The address, the language and the name of a guest, by one of their orders.
pub(crate) async fn guest(connection: &mut PgConnection, order: Uuid) -> Result<(String, Language, String)> {
    let row = sqlx::query!(
        r#"SELECT email AS "email!", language AS "language!", coalesce(address ->> 'name', '') AS "name!" FROM orders_of_people
           WHERE id = $1 AND account_id IS NULL AND email <> '' AND lower(email) <> $2"#,
        order,
        NOBODY
    )
    .fetch_optional(connection)
    .await?
    .ok_or(Error::NotFound)?;
    Ok((row.email, Language::from_code(&row.language).unwrap_or_default(), row.name))
}

/// Where orders of a guest went, each address once.
pub(crate) async fn guest_addresses(connection: &mut PgConnection, email: &str) -> Result<Vec<Address>> {
    let rows = sqlx::query_scalar!(
        r#"SELECT address AS "address!: Json<Address>" FROM orders_of_people
           WHERE account_id IS NULL AND customer = lower($1)
           GROUP BY address ORDER BY max(placed_at) DESC LIMIT $2"#,
        email,
        SHOWN
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|address| address.0).collect())
}

/// How many orders an account has.
pub(crate) async fn count_of(connection: &mut PgConnection, account: AccountId) -> Result<i64> {
    Ok(sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM orders_of_people WHERE account_id = $1"#, account.0)
        .fetch_one(connection)
        .await?)
}
