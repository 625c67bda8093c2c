use domain::{
    accounts::{AccountRefusal, Permission},
    backoffice::{StaffRefusal, purpose},
    ids::AccountId,
};
use serde_json::json;
use sqlx::PgConnection;

use crate::{
    accounts::{mailbox, retention, roles, sessions, store, store::Account, tokens},
    audit_log::{self, Entry},
    error::{Error, Result},
    mail::{AccountLetter, AccountMail, Facts, enqueue_account_mail},
    orders::Acting,
    shop::Shop,
};

/// Closes an account because its owner asks for erasure: nobody gets in any more, and some days later everything goes that the law does not tell the shop
/// to keep. Until then its owner can have it back by choosing a new password, and is told so. One that is closed stays so. For staff who may
/// [`Permission::CloseAccounts`] and have proved it just now; the reason stands in the audit log.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] for `reason`; [`Error::NotFound`] without such an account; [`StaffRefusal::OwnAccount`];
/// [`AccountRefusal::StillStaff`] for an account with a role besides buying.
pub async fn close(shop: &Shop, by: impl Into<Acting>, account: AccountId, reason: &str) -> Result<()> {
    let by = by.into();
    by.may(Permission::CloseAccounts)?;
    if by.actor.account() == Some(account) {
        return Err(Error::refused(StaffRefusal::OwnAccount));
    }
    let reason = purpose(reason).map_err(|error| Error::Invalid(vec![error]))?;
    let mut transaction = shop.begin().await?;
    let account = store::lock(&mut transaction, account).await?;
    if account.is_closed {
        return Ok(());
    }
    if roles::of(&mut transaction, account.id).await?.iter().any(|role| role.is_staff()) {
        return Err(Error::refused(AccountRefusal::StillStaff));
    }
    shut(&mut transaction, account.id).await?;
    tell(&mut transaction, shop, &account).await?;
    let (before, after) = (json!({ "closed": false }), json!({ "closed": true, "reason": reason }));
    audit_log::write(&mut transaction, by, Entry { action: "account.close", subject: &account.id.to_string(), before, after }).await?;
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(())
}

/// Closes an account that is locked, with everything that lets somebody in.
pub(super) async fn shut(connection: &mut PgConnection, account: AccountId) -> Result<()> {
    store::close(connection, account).await?;
    tokens::end_of_account(connection, account).await?;
    sessions::end_all(connection, account, None).await
}

async fn tell(connection: &mut PgConnection, shop: &Shop, account: &Account) -> Result<()> {
    let letter = AccountLetter {
        kind: AccountMail::Closed,
        cause: &shop.new_id().to_string(),
        recipient: &account.email,
        language: account.language,
        path: &mailbox::forgotten_page(account.language),
        facts: Facts { days: retention::DAYS_UNTIL_ERASED, ..Facts::default() },
    };
    enqueue_account_mail(connection, shop, &letter).await
}
