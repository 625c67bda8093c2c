use domain::{
    accounts::Permission,
    ids::{AccountId, SessionId},
};
use serde_json::json;

use crate::{
    accounts::{sessions, store},
    audit_log::{self, Entry},
    error::Result,
    orders::Acting,
    shop::Shop,
};

/// Ends one of the sessions of an account, for its owner. One that is over already stays so, and nothing is written down then. For staff who may
/// [`Permission::AssistAccounts`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`crate::error::Error::NotFound`] without such an account.
pub async fn end_session(shop: &Shop, by: impl Into<Acting>, account: AccountId, session: SessionId) -> Result<()> {
    let by = by.into();
    by.may(Permission::AssistAccounts)?;
    let mut transaction = shop.begin().await?;
    store::lock(&mut transaction, account).await?;
    if sessions::end_of(&mut transaction, account, session).await? {
        let (before, after) = (json!({ "sessions": 1 }), json!({ "sessions": 0 }));
        audit_log::write(&mut transaction, by, Entry { action: "account.end_session", subject: &account.to_string(), before, after })
            .await?;
    }
    transaction.commit().await?;
    Ok(())
}
