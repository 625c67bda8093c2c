use chrono::{DateTime, Utc};
use domain::{
    accounts::Permission,
    backoffice::{MOST_COUNTED, OrderList, OrderQuery, OrderRow, OrderSort, OrderWaits},
    ids::OrderId,
    orders::OrderState,
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    super::{Acting, earlier},
    counts::with_open_returns,
    cursor::Cursor,
};
use crate::{
    error::{Error, Result},
    pages::cut,
    payments,
    shop::Shop,
};

struct Row {
    id: Uuid,
    version: i64,
    number: String,
    state: String,
    name: String,
    email: String,
    placed_at: DateTime<Utc>,
    total: i64,
    pieces: i64,
    sent: i64,
    parcels: i64,
}

/// Beyond so many orders that are found by words the others are gone through one after the other: among 100,000 both take as long there.
const MANY: i64 = 5_000;

/// What is looked for, as the database takes it.
struct Wanted {
    states: Vec<String>,
    words: String,
    /// These alone, whatever the words.
    only: Option<Vec<Uuid>>,
    /// Whether the words find so few that they are put in their order anew.
    is_narrow: bool,
    after: Cursor,
    most: i64,
}

/// A page of orders. A page begins after the last row of the one before, by what that row showed: what is placed meanwhile moves nothing, and no order is
/// shown twice or left out. For staff who may [`Permission::SeeOrders`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`], also with [`Permission::SeePayments`] for orders of which a payment waits.
pub async fn list(shop: &Shop, by: impl Into<Acting>, query: &OrderQuery) -> Result<OrderList> {
    let by = by.into();
    by.may(Permission::SeeOrders)?;
    let words = query.words();
    let only = match query.waits {
        Some(waits) => Some(waiting(shop, by, waits).await?),
        None => None,
    };
    let mut search = shop.begin_search().await?;
    let wanted = Wanted {
        states: query.states.iter().map(|state| state.code().to_owned()).collect(),
        is_narrow: only.is_none() && !words.is_empty() && found(&mut search, &words).await? <= MANY,
        words,
        only,
        after: Cursor::read(query.sort, query.after.as_deref()),
        // One more than is shown says whether there is another page.
        most: i64::from(query.rows()) + 1,
    };
    let mut rows = page(&mut search, &wanted).await?;
    let next = cut(&mut rows, query.rows(), |row| after(query.sort, row).write());
    let counted = count(&mut search, &wanted).await?;
    let earlier = earlier::found(&mut search, &wanted.words, i64::from(MOST_COUNTED)).await?;
    search.commit().await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut connection = shop.pool.acquire().await?;
    let paid = payments::states(&mut connection, &ids).await?;
    let rows = rows.into_iter().map(|row| shown(row, &paid)).collect::<Result<_>>()?;
    let most = i64::from(MOST_COUNTED);
    let total = u32::try_from(counted.min(most)).unwrap_or(MOST_COUNTED);
    Ok(OrderList { rows, next, total, is_more: counted > most, may_ship: by.may(Permission::Fulfil).is_ok(), earlier })
}

/// The orders of which something waits, [`MANY`] at most.
async fn waiting(shop: &Shop, by: Acting, waits: OrderWaits) -> Result<Vec<Uuid>> {
    match waits {
        OrderWaits::Return => with_open_returns(&shop.pool, MANY).await,
        OrderWaits::Payment => {
            by.may(Permission::SeePayments)?;
            payments::orders_in_quarantine(&shop.pool, MANY).await
        }
    }
}

fn after(sort: OrderSort, row: &Row) -> Cursor {
    let key = match sort {
        OrderSort::Newest | OrderSort::Oldest => row.placed_at.timestamp_micros(),
        OrderSort::Dearest | OrderSort::Cheapest => row.total,
    };
    Cursor { sort, key, id: row.id }
}

fn shown(row: Row, paid: &std::collections::HashMap<Uuid, domain::payments::PaymentState>) -> Result<OrderRow> {
    let small = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(OrderRow {
        id: OrderId(row.id),
        version: row.version,
        state: OrderState::from_code(&row.state).ok_or_else(|| Error::Data(format!("order state {}", row.state)))?,
        number: row.number,
        name: row.name,
        email: row.email,
        placed_at: row.placed_at,
        total: row.total,
        payment: paid.get(&row.id).copied(),
        pieces: small(row.pieces),
        sent: small(row.sent),
        parcels: small(row.parcels),
    })
}

/// One page. The query is the same for each sort but for what it is ordered by, so that each is one range of its index; with words it begins from the
/// orders that are found by them.
macro_rules! page {
    ($search:ident, $wanted:ident, $source:literal, $from:expr, $after:literal, $order:literal, $key:expr) => {
        sqlx::query_as!(
            Row,
            r#"SELECT placed.id AS "id!", placed.version AS "version!", placed.number AS "number!", placed.state AS "state!",
                   coalesce(placed.address ->> 'name', '') AS "name!", placed.email AS "email!", placed.placed_at AS "placed_at!",
                   placed.total AS "total!",
                   (SELECT coalesce(sum(quantity), 0) FROM orders_lines WHERE order_id = placed.id) AS "pieces!",
                   (SELECT coalesce(sum(line.quantity), 0) FROM orders_parcel_lines AS line JOIN orders_parcels AS parcel ON parcel.id = line.parcel_id
                    WHERE line.order_id = placed.id AND parcel.state <> 'returned') AS "sent!",
                   (SELECT count(*) FROM orders_parcels WHERE order_id = placed.id) AS "parcels!"
               FROM "# + $source
                + r#" WHERE placed.placed_at IS NOT NULL
                        AND (cardinality($2::text[]) = 0 OR placed.state = ANY($2)) AND "# + $after
                + " ORDER BY " + $order + " LIMIT $5",
            $from,
            &$wanted.states,
            $key,
            $wanted.after.id,
            $wanted.most
        )
        .fetch_all($search)
        .await
    };
}

macro_rules! sorted {
    ($search:ident, $wanted:ident, $source:literal, $from:expr) => {
        match $wanted.after.sort {
            OrderSort::Newest => page!(
                $search,
                $wanted,
                $source,
                $from,
                "(placed.placed_at, placed.id) < ($3::timestamptz, $4::uuid)",
                "placed.placed_at DESC, placed.id DESC",
                $wanted.after.time()
            ),
            OrderSort::Oldest => page!(
                $search,
                $wanted,
                $source,
                $from,
                "(placed.placed_at, placed.id) > ($3::timestamptz, $4::uuid)",
                "placed.placed_at, placed.id",
                $wanted.after.time()
            ),
            OrderSort::Dearest => page!(
                $search,
                $wanted,
                $source,
                $from,
                "(placed.total, placed.id) < ($3::bigint, $4::uuid)",
                "placed.total DESC, placed.id DESC",
                $wanted.after.key
            ),
            OrderSort::Cheapest => page!(
                $search,
                $wanted,
                $source,
                $from,
                "(placed.total, placed.id) > ($3::bigint, $4::uuid)",
                "placed.total, placed.id",
                $wanted.after.key
            ),
        }
    };
}

async fn page(search: &mut PgConnection, wanted: &Wanted) -> Result<Vec<Row>> {
    let rows = if let Some(only) = &wanted.only {
        sorted!(search, wanted, "(SELECT * FROM orders WHERE id = ANY($1::uuid[])) AS placed", only)
    } else if wanted.is_narrow {
        sorted!(
            search,
            wanted,
            "(SELECT DISTINCT id FROM orders_found($1) AS matches (id)) AS found JOIN orders AS placed ON placed.id = found.id",
            wanted.words
        )
    } else {
        sorted!(
            search,
            wanted,
            r#"(SELECT * FROM orders WHERE $1::text = '' OR orders_is_found(id, number, email, address ->> 'name', $1)) AS placed"#,
            wanted.words
        )
    };
    Ok(rows?)
}

/// How many orders words find, at most one more than are [`MANY`]; some are counted several times.
async fn found(search: &mut PgConnection, words: &str) -> Result<i64> {
    Ok(sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM (SELECT FROM orders_found($1) LIMIT $2) AS counted"#, words, MANY + 1)
        .fetch_one(search)
        .await?)
}

/// How many orders match, at most one more than are counted. Where many are found by words, one that is found by several counts several times.
async fn count(search: &mut PgConnection, wanted: &Wanted) -> Result<i64> {
    let most = i64::from(MOST_COUNTED) + 1;
    let count = if let Some(only) = &wanted.only {
        sqlx::query_scalar!(
            r#"SELECT count(*) AS "count!" FROM orders
               WHERE id = ANY($1) AND placed_at IS NOT NULL AND (cardinality($2::text[]) = 0 OR state = ANY($2))"#,
            only,
            &wanted.states
        )
        .fetch_one(search)
        .await?
    } else if wanted.words.is_empty() {
        sqlx::query_scalar!(
            r#"SELECT count(*) AS "count!" FROM (
                   SELECT FROM orders WHERE placed_at IS NOT NULL AND (cardinality($1::text[]) = 0 OR state = ANY($1)) LIMIT $2) AS counted"#,
            &wanted.states,
            most
        )
        .fetch_one(search)
        .await?
    } else if wanted.is_narrow {
        sqlx::query_scalar!(
            r#"SELECT count(*) AS "count!" FROM (SELECT DISTINCT id FROM orders_found($1) AS matches (id)) AS found JOIN orders AS placed USING (id)
               WHERE placed.placed_at IS NOT NULL AND (cardinality($2::text[]) = 0 OR placed.state = ANY($2))"#,
            wanted.words,
            &wanted.states
        )
        .fetch_one(search)
        .await?
    } else {
        sqlx::query_scalar!(
            r#"SELECT count(*) AS "count!" FROM (
                   SELECT FROM orders_found($3) AS found (id) JOIN orders AS placed ON placed.id = found.id
                   WHERE placed.placed_at IS NOT NULL AND (cardinality($1::text[]) = 0 OR placed.state = ANY($1)) LIMIT $2) AS counted"#,
            &wanted.states,
            most,
            wanted.words
        )
        .fetch_one(search)
        .await?
    };
    Ok(count)
}
