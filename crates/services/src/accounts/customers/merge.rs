use domain::{
    accounts::{AccountRefusal, Permission},
    backoffice::{StaffRefusal, purpose},
    ids::AccountId,
};
use serde_json::json;
use sqlx::{PgConnection, types::Json};

use super::{
    close::shut,
    facts,
    merge_look::{look, new_addresses, not_own},
};
use crate::{
    accounts::{mailbox, privacy, store, store::Account},
    audit_log::{self, Entry},
    cart::{TakingOver, prepare_taking_over, take_cart_over},
    error::{Error, Result},
    mail::{AccountLetter, AccountMail, Facts, enqueue_account_mail},
    orders::{self, Acting},
    shop::Shop,
};

/// Takes one account into another one of the same person, in one transaction: its orders, the addresses that are new and fit, and what is in its cart. Then
/// it is erased, so that nobody gets in with it any more, and both addresses are told. It cannot be undone. `seen` is that of the look before
/// ([`super::merge_look`]): when either account has changed since, nothing happens. For staff who may [`Permission::CloseAccounts`] and have proved it just
/// now; the reason stands in the audit log.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] for `reason`; [`Error::NotFound`] when one of them is gone, which is what a form that is sent
/// twice gets; [`StaffRefusal::OwnAccount`], [`StaffRefusal::AccountsChanged`]; [`AccountRefusal::StillStaff`] when the account that goes has a role
/// besides buying.
pub async fn merge(shop: &Shop, by: impl Into<Acting>, stays: AccountId, goes: AccountId, seen: &str, reason: &str) -> Result<()> {
    let by = by.into();
    by.may(Permission::CloseAccounts)?;
    not_own(by, stays, goes)?;
    let reason = purpose(reason).map_err(|error| Error::Invalid(vec![error]))?;
    if stays == goes {
        return Err(Error::NotFound);
    }
    // What is on offer is asked for before anything is locked.
    let taking = prepare_taking_over(shop, goes, stays).await?;
    let mut transaction = shop.begin().await?;
    let (kept, gone) = lock_both(&mut transaction, stays, goes).await?;
    let before = look(&mut transaction, stays, goes, &taking).await?;
    if before.seen != seen || kept.is_closed {
        return Err(Error::refused(StaffRefusal::AccountsChanged));
    }
    if before.goes.staff {
        return Err(Error::refused(AccountRefusal::StillStaff));
    }
    let moved = take_over(&mut transaction, shop, &kept, &gone, &taking).await?;
    tell(&mut transaction, shop, &kept, &gone).await?;
    let after = json!({
        "taken": goes, "orders": moved, "addresses": before.goes.addresses - before.left_out, "pieces": before.goes.pieces, "reason": reason,
    });
    audit_log::write(&mut transaction, by, Entry { action: "account.merge", subject: &stays.to_string(), before: json!({}), after })
        .await?;
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(())
}

/// Both accounts, locked by their ids, so that two people who merge them the other way round do not wait for each other for ever.
async fn lock_both(connection: &mut PgConnection, stays: AccountId, goes: AccountId) -> Result<(Account, Account)> {
    if stays < goes {
        let kept = store::lock(connection, stays).await?;
        Ok((kept, store::lock(connection, goes).await?))
    } else {
        let gone = store::lock(connection, goes).await?;
        Ok((store::lock(connection, stays).await?, gone))
    }
}

/// Moves everything and erases the account that it came from; tells how many orders moved.
async fn take_over(connection: &mut PgConnection, shop: &Shop, kept: &Account, gone: &Account, taking: &TakingOver) -> Result<u64> {
    shut(connection, gone.id).await?;
    let (book, other) = (facts::addresses(connection, kept.id).await?, facts::addresses(connection, gone.id).await?);
    for (place, address) in new_addresses(&book, &other).iter().enumerate() {
        sqlx::query!(
            "INSERT INTO accounts_addresses (id, account_id, address, is_default) VALUES ($1, $2, $3, $4)",
            shop.new_id(),
            kept.id.0,
            Json(address) as _,
            book.is_empty() && place == 0
        )
        .execute(&mut *connection)
        .await?;
    }
    let moved = orders::hand_orders_over(connection, gone.id, kept.id).await?;
    if !take_cart_over(connection, shop, kept.id, taking).await? {
        return Err(Error::refused(StaffRefusal::AccountsChanged));
    }
    // Its orders are the other account's, so none is under way that would keep it.
    if privacy::erase(connection, gone.id).await? { Ok(moved) } else { Err(Error::refused(StaffRefusal::AccountsChanged)) }
}

/// Tells both addresses. After the erasure, which forgets what mails to the one address said.
async fn tell(connection: &mut PgConnection, shop: &Shop, kept: &Account, gone: &Account) -> Result<()> {
    let at = mailbox::now(connection).await?;
    for (account, kind, path) in [
        (kept, AccountMail::Merged, mailbox::account_page(kept.language)),
        (gone, AccountMail::MergedAway, format!("{}/log-in", mailbox::account_page(gone.language))),
    ] {
        let letter = AccountLetter {
            kind,
            cause: &shop.new_id().to_string(),
            recipient: &account.email,
            language: account.language,
            path: &path,
            facts: Facts { at: Some(at), ..Facts::default() },
        };
        enqueue_account_mail(connection, shop, &letter).await?;
    }
    Ok(())
}
