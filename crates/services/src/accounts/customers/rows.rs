//! SQL of the table: accounts by their addresses.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;

/// Which accounts to read.
pub(super) struct Wanted<'a> {
    /// Those with a role besides buying alone.
    pub staff: bool,
    /// Addresses beyond this one.
    pub after: Option<&'a str>,
    /// A part of an address or of a name in the address book, in lower case.
    pub words: &'a str,
    /// These as well, whatever their words.
    pub named: &'a [Uuid],
    /// Rows at most.
    pub most: i64,
}

/// An account.
pub(super) struct Row {
    /// What the rows are ordered by.
    pub key: String,
    pub id: Uuid,
    pub email: String,
    /// Of the address book; empty without one.
    pub name: String,
    pub closed: bool,
    pub staff: bool,
    pub since: DateTime<Utc>,
}

/// The accounts that are not erased, by their addresses.
pub(super) async fn rows(connection: &mut PgConnection, wanted: &Wanted<'_>) -> Result<Vec<Row>> {
    Ok(sqlx::query_as!(
        Row,
        r#"SELECT account.customer AS "key!", account.id, account.email AS "email!", account.closed_at IS NOT NULL AS "closed!",
                  account.created_at AS since,
                  coalesce((SELECT address ->> 'name' FROM accounts_addresses WHERE account_id = account.id
                            ORDER BY is_default DESC, created_at, id LIMIT 1), '') AS "name!",
                  EXISTS (SELECT FROM accounts_roles WHERE account_id = account.id AND role <> 'buyer') AS "staff!"
           FROM accounts AS account
           WHERE account.erased_at IS NULL
             AND (NOT $1 OR EXISTS (SELECT FROM accounts_roles WHERE account_id = account.id AND role <> 'buyer'))
             AND ($2::text IS NULL OR account.customer COLLATE "C" > $2)
             AND ($3 = '' OR account.id = ANY($4) OR strpos(lower(account.email), $3) > 0
                  OR EXISTS (SELECT FROM accounts_addresses WHERE account_id = account.id
                             AND strpos(catalog_fold(address ->> 'name'), catalog_fold($3)) > 0))
           ORDER BY account.customer COLLATE "C" LIMIT $5"#,
        wanted.staff,
        wanted.after,
        wanted.words,
        wanted.named,
        wanted.most
    )
    .fetch_all(connection)
    .await?)
}
