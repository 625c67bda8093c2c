use domain::{accounts::LinkKind, ids::AccountId};
use sqlx::PgConnection;

use super::{
    mailbox::{self, LinkMail},
    requests::{self, Request, Wish},
    store,
    store::Account,
    tokens::{self, NewToken},
};
use crate::{
    error::{Error, Result},
    mail::{AccountLetter, AccountMail, Facts, enqueue_account_mail},
    shop::Shop,
};

/// Requests worked in one go.
const BATCH: usize = 200;

/// Does what was asked for without an answer: links to those who may have them, a word to those who have an account already. Tells how many requests were
/// worked. Several nodes can do it at once; a request is gone in the transaction that writes its mail.
pub async fn work_requests(shop: &Shop) -> Result<u64> {
    let mut worked = 0;
    for _ in 0..BATCH {
        let mut transaction = shop.begin().await?;
        let Some((id, request)) = requests::take(&mut transaction).await? else { break };
        let outcome = match request {
            Some(request) => work(&mut transaction, shop, &request).await,
            None => Ok(()),
        };
        match outcome {
            Ok(()) => {
                transaction.commit().await?;
                worked += 1;
            }
            Err(error) => {
                transaction.rollback().await?;
                tracing::error!(request = %id, error = &error as &dyn std::error::Error, "a request of an account is tried again later");
                requests::postpone(&shop.pool, id).await?;
            }
        }
    }
    if worked > 0 {
        shop.work.notify_one();
    }
    Ok(worked)
}

async fn work(connection: &mut PgConnection, shop: &Shop, request: &Request) -> Result<()> {
    let found = store::by_customer(connection, &request.email.customer()).await?;
    match (request.wish, found) {
        (Wish::Register, None) => link(connection, shop, request, None, LinkKind::Register).await,
        (Wish::Register, Some(account)) => say(connection, shop, request, &account, AccountMail::Known).await,
        (Wish::Reset, Some(account)) => link(connection, shop, request, Some(&account), LinkKind::Reset).await,
        // Nobody reads there, or nobody with an account: a mail would be one that nobody asked for.
        (Wish::Reset, None) => Ok(()),
        (Wish::EmailChange(mover), Some(account)) if account.id != mover => {
            say(connection, shop, request, &account, AccountMail::EmailTaken).await
        }
        (Wish::EmailChange(mover), _) => email_change(connection, shop, request, mover).await,
    }
}

/// A link to the address that was typed, or to that of the account: never to another spelling of it.
async fn link(connection: &mut PgConnection, shop: &Shop, request: &Request, account: Option<&Account>, kind: LinkKind) -> Result<()> {
    let email = match account {
        Some(account) => account.email.parse().map_err(|_| Error::Data("an account without an address".into()))?,
        None => request.email.clone(),
    };
    let language = account.map_or(request.language, |account| account.language);
    let token = NewToken { kind, account: account.map(|account| account.id), email: Some(&email), language, role: None };
    let secret = tokens::issue(connection, shop, &token).await?;
    let mail = if kind == LinkKind::Reset { AccountMail::Reset } else { AccountMail::Register };
    let cause = request.id.to_string();
    let letter = LinkMail { mail, cause: &cause, recipient: email.as_str(), language, link: kind, secret: &secret };
    mailbox::send_link(connection, shop, &letter).await
}

async fn email_change(connection: &mut PgConnection, shop: &Shop, request: &Request, mover: AccountId) -> Result<()> {
    let account = match store::lock(connection, mover).await {
        Ok(account) if !account.is_closed => account,
        // Closed or erased since it was asked for.
        Ok(_) | Err(Error::NotFound) => return Ok(()),
        Err(error) => return Err(error),
    };
    tokens::end_of_kind(connection, mover, LinkKind::EmailChange).await?;
    let language = account.language;
    let token = NewToken { kind: LinkKind::EmailChange, account: Some(mover), email: Some(&request.email), language, role: None };
    let secret = tokens::issue(connection, shop, &token).await?;
    let cause = request.id.to_string();
    let recipient = request.email.as_str();
    let letter =
        LinkMail { mail: AccountMail::EmailChange, cause: &cause, recipient, language, link: LinkKind::EmailChange, secret: &secret };
    mailbox::send_link(connection, shop, &letter).await
}

/// A word to somebody who has an account, at the address that the account has.
async fn say(connection: &mut PgConnection, shop: &Shop, request: &Request, account: &Account, kind: AccountMail) -> Result<()> {
    let path = if kind == AccountMail::Known { mailbox::forgotten_page(account.language) } else { mailbox::account_page(account.language) };
    let letter = AccountLetter {
        kind,
        cause: &request.id.to_string(),
        recipient: &account.email,
        language: account.language,
        path: &path,
        facts: Facts::default(),
    };
    enqueue_account_mail(connection, shop, &letter).await
}
