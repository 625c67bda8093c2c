use domain::{
    accounts::{Permission, Principal, Roles, Strength},
    backoffice::purpose,
    ids::AccountId,
};
use serde_json::json;

use crate::{
    accounts::{privacy, store},
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// All that the shop knows of somebody who asks for it and cannot get it by themselves: the file that they would get on their own page. For staff who may
/// [`Permission::SeeAccounts`] and [`Permission::Export`] and have proved it just now; the reason stands in the audit log before the file is handed out.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] for `reason`; [`Error::NotFound`] without such an account; [`Error::Data`] when it is more than
/// a ZIP file holds.
pub async fn export(shop: &Shop, by: impl Into<Acting>, account: AccountId, reason: &str) -> Result<Vec<u8>> {
    let by = by.into();
    let needed = [Permission::SeeAccounts, Permission::Export];
    // Who may not do it at all learns nothing about proofs.
    if needed.into_iter().any(|permission| matches!(by.may(permission), Err(Error::Forbidden))) {
        return Err(Error::Forbidden);
    }
    for permission in needed {
        by.may(permission)?;
    }
    let reason = purpose(reason).map_err(|error| Error::Invalid(vec![error]))?;
    let account = store::by_id(&shop.pool, account).await?.id;
    let archive = privacy::collect(shop, &as_itself(account)).await?;
    let mut transaction = shop.begin().await?;
    let after = json!({ "reason": reason, "bytes": archive.len() });
    audit_log::write(&mut transaction, by, Entry { action: "account.export", subject: &account.to_string(), before: json!({}), after })
        .await?;
    transaction.commit().await?;
    Ok(archive)
}

/// The account as it reads about itself: nothing is done in its name.
const fn as_itself(account: AccountId) -> Principal {
    Principal { account, roles: Roles::NONE, strength: Strength::Password }
}
