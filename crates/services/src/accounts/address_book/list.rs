use domain::{
    accounts::{AddressView, Principal},
    address::Address,
    ids::AccountId,
};
use sqlx::types::Json;

use crate::{error::Result, shop::Shop};

/// The address book of who is asking: the default first, then in the order in which they were entered.
pub async fn addresses(shop: &Shop, who: &Principal) -> Result<Vec<AddressView>> {
    Ok(sqlx::query!(
        r#"SELECT id, address AS "address: Json<Address>", is_default FROM accounts_addresses WHERE account_id = $1
           ORDER BY is_default DESC, created_at, id"#,
        who.account.0
    )
    .fetch_all(&shop.pool)
    .await?
    .into_iter()
    .map(|row| AddressView { id: row.id, address: row.address.0, is_default: row.is_default })
    .collect())
}

/// What an account's checkout begins with: its address for mails, and the default of its address book if it has one. Nothing for an account that is not
/// there.
pub(crate) async fn beginning(shop: &Shop, account: AccountId) -> Result<Option<(String, Option<Address>)>> {
    let row = sqlx::query!(
        r#"SELECT account.email AS "email!",
               (SELECT address FROM accounts_addresses WHERE account_id = account.id AND is_default) AS "address: Json<Address>"
           FROM accounts AS account WHERE account.id = $1 AND account.erased_at IS NULL"#,
        account.0
    )
    .fetch_optional(&shop.pool)
    .await?;
    Ok(row.map(|row| (row.email, row.address.map(|address| address.0))))
}
