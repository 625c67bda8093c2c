use domain::{
    accounts::{AccountRefusal, MOST_ADDRESSES, Principal},
    address::Address,
    ids::AccountId,
};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use crate::{
    accounts::store,
    error::{Error, Result},
    shop::Shop,
};

/// Puts an address into the book of who is asking, and gives its id. The first one is the default.
///
/// # Errors
/// [`Error::Invalid`] with what is wrong with it; [`AccountRefusal::AddressBookFull`].
pub async fn add_address(shop: &Shop, who: &Principal, address: Address, is_default: bool) -> Result<Uuid> {
    let address = address.checked().map_err(Error::Invalid)?;
    let id = shop.new_id();
    let mut transaction = shop.begin().await?;
    store::lock(&mut transaction, who.account).await?;
    let there = sqlx::query_scalar!(r#"SELECT count(*) AS "there!" FROM accounts_addresses WHERE account_id = $1"#, who.account.0)
        .fetch_one(&mut *transaction)
        .await?;
    if usize::try_from(there).unwrap_or(usize::MAX) >= MOST_ADDRESSES {
        return Err(Error::refused(AccountRefusal::AddressBookFull));
    }
    sqlx::query!("INSERT INTO accounts_addresses (id, account_id, address) VALUES ($1, $2, $3)", id, who.account.0, Json(&address) as _)
        .execute(&mut *transaction)
        .await?;
    if is_default || there == 0 {
        make_default(&mut transaction, who.account, id).await?;
    }
    transaction.commit().await?;
    Ok(id)
}

/// Writes an address anew. Another account's is not found.
pub async fn change_address(shop: &Shop, who: &Principal, id: Uuid, address: Address) -> Result<()> {
    let address = address.checked().map_err(Error::Invalid)?;
    let changed = sqlx::query!(
        "UPDATE accounts_addresses SET address = $3 WHERE id = $1 AND account_id = $2",
        id,
        who.account.0,
        Json(&address) as _
    )
    .execute(&shop.pool)
    .await?;
    found(changed.rows_affected())
}

/// Takes an address out. When it was the default, the one entered first becomes it. Another account's is not found.
pub async fn remove_address(shop: &Shop, who: &Principal, id: Uuid) -> Result<()> {
    let mut transaction = shop.begin().await?;
    store::lock(&mut transaction, who.account).await?;
    let was_default =
        sqlx::query_scalar!("DELETE FROM accounts_addresses WHERE id = $1 AND account_id = $2 RETURNING is_default", id, who.account.0)
            .fetch_optional(&mut *transaction)
            .await?
            .ok_or(Error::NotFound)?;
    if was_default {
        sqlx::query!(
            r#"UPDATE accounts_addresses SET is_default = true WHERE id =
               (SELECT id FROM accounts_addresses WHERE account_id = $1 ORDER BY created_at, id LIMIT 1)"#,
            who.account.0
        )
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Lets the checkout begin with an address. Another account's is not found.
pub async fn set_default_address(shop: &Shop, who: &Principal, id: Uuid) -> Result<()> {
    let mut transaction = shop.begin().await?;
    store::lock(&mut transaction, who.account).await?;
    make_default(&mut transaction, who.account, id).await?;
    transaction.commit().await?;
    Ok(())
}

/// The account is locked, so there is never a second default, which the database would refuse.
async fn make_default(connection: &mut PgConnection, account: AccountId, id: Uuid) -> Result<()> {
    sqlx::query!("UPDATE accounts_addresses SET is_default = false WHERE account_id = $1 AND is_default AND id <> $2", account.0, id)
        .execute(&mut *connection)
        .await?;
    let made = sqlx::query!("UPDATE accounts_addresses SET is_default = true WHERE id = $1 AND account_id = $2", id, account.0)
        .execute(connection)
        .await?;
    found(made.rows_affected())
}

fn found(rows: u64) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::NotFound) }
}
