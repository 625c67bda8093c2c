use domain::{
    backoffice::{LONGEST_SAVED_NAME, LONGEST_SEARCH, MOST_SAVED, OrderQuery, SaveSearchRequest, SavedSearch, StaffRefusal},
    failure::FieldError,
    ids::AccountId,
};
use sqlx::{PgConnection, types::Json};

use super::owner;
use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Keeps a search under a name, for whoever asks. The same key again keeps it once.
///
/// # Errors
/// As of [`super::saved`]; [`Error::Invalid`] for `name` or `key`; [`StaffRefusal::NameTaken`] when they have one of this name,
/// [`StaffRefusal::TooManySaved`] when they have [`MOST_SAVED`], [`StaffRefusal::RequestReused`] for the key of another search.
pub async fn save_search(shop: &Shop, by: impl Into<Acting>, request: &SaveSearchRequest) -> Result<()> {
    let owner = owner(by.into())?;
    let search = checked(request)?;
    let mut transaction = shop.begin().await?;
    // One of somebody's searches at a time is kept, so that they can be counted.
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended('orders.saved_searches:' || $1, 0))", owner.to_string())
        .execute(&mut *transaction)
        .await?;
    if is_kept(&mut transaction, owner, &search).await? {
        return Ok(());
    }
    let count = sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM orders_saved_searches WHERE account_id = $1"#, owner.0)
        .fetch_one(&mut *transaction)
        .await?;
    if count >= i64::from(MOST_SAVED) {
        return Err(Error::refused(StaffRefusal::TooManySaved));
    }
    let kept = insert(&mut transaction, owner, &search).await;
    match kept {
        Err(error) if error.constraint() == Some("orders_saved_searches_name_unique") => Err(Error::refused(StaffRefusal::NameTaken)),
        kept => {
            kept?;
            transaction.commit().await?;
            Ok(())
        }
    }
}

fn checked(request: &SaveSearchRequest) -> Result<SavedSearch> {
    let name = request.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut errors = Vec::new();
    if name.is_empty() {
        errors.push(FieldError::required("name"));
    }
    if name.chars().count() > LONGEST_SAVED_NAME {
        errors.push(FieldError::too_long("name", LONGEST_SAVED_NAME));
    }
    if request.key.is_nil() {
        errors.push(FieldError::required("key"));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let mut states = request.query.states.clone();
    states.dedup();
    states.truncate(domain::orders::OrderState::ALL.len());
    // Cut as a search is; the page does not belong to it.
    let words: String = request.query.search.trim().chars().take(LONGEST_SEARCH).collect();
    let query = OrderQuery { search: words.trim_end().to_owned(), states, after: None, size: 0, board: false, ..request.query.clone() };
    Ok(SavedSearch { id: request.key, name, query })
}

/// Whether the key has kept this very search before.
async fn is_kept(connection: &mut PgConnection, owner: AccountId, search: &SavedSearch) -> Result<bool> {
    let row = sqlx::query!("SELECT account_id, name, query FROM orders_saved_searches WHERE id = $1", search.id)
        .fetch_optional(connection)
        .await?;
    let Some(row) = row else { return Ok(false) };
    let query: OrderQuery = serde_json::from_value(row.query).unwrap_or_default();
    if (row.account_id, &row.name, &query) == (owner.0, &search.name, &search.query) {
        Ok(true)
    } else {
        Err(Error::refused(StaffRefusal::RequestReused))
    }
}

async fn insert(connection: &mut PgConnection, owner: AccountId, search: &SavedSearch) -> Result<()> {
    sqlx::query!(
        "INSERT INTO orders_saved_searches (id, account_id, name, query) VALUES ($1, $2, $3, $4)",
        search.id,
        owner.0,
        search.name,
        Json(&search.query) as _
    )
    .execute(connection)
    .await?;
    Ok(())
}
