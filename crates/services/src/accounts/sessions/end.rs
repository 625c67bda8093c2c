use domain::{
    accounts::Permission,
    ids::{AccountId, SessionId},
};
use serde_json::json;
use sqlx::PgConnection;

use super::{SignedIn, store};
use crate::{
    accounts::store as accounts,
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Ends one of the sessions of the one who asks.
///
/// # Errors
/// [`Error::NotFound`] when it is none of theirs, or has ended.
pub async fn end(shop: &Shop, who: &SignedIn, session: SessionId) -> Result<()> {
    let mut connection = shop.pool.acquire().await?;
    match store::end(&mut connection, who.principal.account, session).await? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

/// Ends the session that asks. A second time is fine.
pub async fn log_out(shop: &Shop, who: &SignedIn) -> Result<()> {
    let mut connection = shop.pool.acquire().await?;
    store::end(&mut connection, who.principal.account, who.session).await?;
    Ok(())
}

/// Ends all sessions of the one who asks but the one that asks, and tells how many that were.
pub async fn end_others(shop: &Shop, who: &SignedIn) -> Result<u64> {
    end_locked(shop, who.principal.account, Some(who.session), None).await
}

/// Ends all sessions of an account, and tells how many that were. For its owner, and for staff who may assist.
pub async fn log_out_everywhere(shop: &Shop, by: impl Into<Acting>, account: AccountId) -> Result<u64> {
    let by = by.into();
    let is_own = by.actor.account() == Some(account);
    if !is_own {
        by.may(Permission::AssistAccounts)?;
    }
    end_locked(shop, account, None, Some(by).filter(|_| !is_own)).await
}

/// `helper` is who does it for the account's owner.
async fn end_locked(shop: &Shop, account: AccountId, except: Option<SessionId>, helper: Option<Acting>) -> Result<u64> {
    let mut transaction = shop.begin().await?;
    accounts::lock(&mut transaction, account).await?;
    let ended = store::end_all(&mut transaction, account, except).await?;
    if let Some(by) = helper {
        let (before, after) = (json!({ "sessions": ended }), json!({ "sessions": 0 }));
        audit_log::write(&mut transaction, by, Entry { action: "account.log_out", subject: &account.to_string(), before, after }).await?;
    }
    transaction.commit().await?;
    Ok(ended)
}

/// Ends one session of an account that is locked; tells whether it was still on.
pub async fn end_of(connection: &mut PgConnection, account: AccountId, session: SessionId) -> Result<bool> {
    Ok(store::end(connection, account, session).await? > 0)
}

/// Ends all sessions of an account but one, in the transaction that changes what lets somebody in. The account has to be locked: else a log-in that is
/// under way would begin its session behind this.
pub async fn end_all(connection: &mut PgConnection, account: AccountId, except: Option<SessionId>) -> Result<()> {
    store::end_all(connection, account, except).await.map(drop)
}
