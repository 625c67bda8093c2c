//! What the account's owner agreed to, and when.

use domain::{
    accounts::{Consent, ConsentView, Principal},
    ids::AccountId,
};
use sqlx::PgConnection;

use crate::{error::Result, shop::Shop};

/// Most characters of a version's name.
pub(super) const LONGEST_VERSION: usize = 40;

/// Writes down what was said to something.
pub(super) async fn note(connection: &mut PgConnection, account: AccountId, consent: Consent, version: &str, given: bool) -> Result<()> {
    sqlx::query!(
        "INSERT INTO accounts_consents (account_id, consent, version, given) VALUES ($1, $2, $3, $4)",
        account.0,
        consent.code(),
        version,
        given
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Everything that was said, the latest first.
pub async fn consents(shop: &Shop, who: &Principal) -> Result<Vec<ConsentView>> {
    let rows =
        sqlx::query!("SELECT consent, version, given, at FROM accounts_consents WHERE account_id = $1 ORDER BY id DESC", who.account.0)
            .fetch_all(&shop.pool)
            .await?;
    let known = rows.into_iter().filter_map(|row| {
        Some(ConsentView { consent: Consent::from_code(&row.consent)?, version: row.version, given: row.given, at: row.at })
    });
    Ok(known.collect())
}
