use domain::{
    accounts::{LinkKind, Principal, Registration, Role, Roles, Strength},
    email::Email,
};
use sqlx::PgConnection;

use super::{
    Caller, LoggedIn,
    account_making::{self, Beginning},
    attempts, new_password, roles, store,
    store::Account,
    tokens::{self, Token},
};
use crate::{error::Result, orders::Actor, shop::Shop};

/// What became of an invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// The account is new and its owner is in, to enrol a second factor.
    New(LoggedIn),
    /// The account that the address has got the role: its owner logs in as always. The link alone lets nobody in, and changes no password.
    Known,
}

/// Gives somebody the role they were invited for, by the link that went to their address. The form is looked at only where the address has no account.
///
/// # Errors
/// [`AccountRefusal::LinkInvalid`](domain::accounts::AccountRefusal::LinkInvalid) when the link is not good, or when who sent it may give no roles any more;
/// what is wrong with the password.
pub async fn accept_invitation(shop: &Shop, token: &str, form: &Registration, caller: &Caller) -> Result<Accepted> {
    attempts::link(shop, caller).await?;
    let found = tokens::find(&shop.pool, LinkKind::Invitation, token).await?;
    let email = found.email.ok_or_else(tokens::invalid)?;
    let known = {
        let mut connection = shop.pool.acquire().await?;
        store::by_customer(&mut connection, &email.customer()).await?
    };
    match known {
        Some(account) => {
            let mut transaction = shop.begin().await?;
            let invitation = begin(&mut transaction, &email, token).await?;
            let account = store::lock(&mut transaction, account.id).await?;
            receive(&mut transaction, &account, &invitation).await?;
            transaction.commit().await?;
            Ok(Accepted::Known)
        }
        None => new(shop, token, &email, form, caller).await.map(Accepted::New),
    }
}

async fn new(shop: &Shop, token: &str, email: &Email, form: &Registration, caller: &Caller) -> Result<LoggedIn> {
    account_making::check_terms(form)?;
    let hash = new_password::hash(shop, &form.password, email.as_str()).await?;
    let mut transaction = shop.begin().await?;
    let invitation = begin(&mut transaction, email, token).await?;
    let beginning = Beginning { email, is_verified: true, hash: &hash, language: invitation.language, form };
    let account = account_making::make(&mut transaction, shop, &beginning).await?;
    receive(&mut transaction, &account, &invitation).await?;
    let logged_in = account_making::enter(&mut transaction, shop, &account, caller).await?;
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(logged_in)
}

/// Uses the link up, with the address locked.
async fn begin(connection: &mut PgConnection, email: &Email, token: &str) -> Result<Token> {
    store::lock_address(connection, email).await?;
    let invitation = tokens::take(connection, LinkKind::Invitation, token).await?;
    if let Some(inviter) = invitation.invited_by {
        // Who was thrown out in the meantime must not be able to come back by the links they sent.
        if !roles::of(connection, inviter).await?.contains(&Role::Admin) {
            return Err(tokens::invalid());
        }
    }
    Ok(invitation)
}

async fn receive(connection: &mut PgConnection, account: &Account, invitation: &Token) -> Result<()> {
    let role = invitation.role.ok_or_else(tokens::invalid)?;
    // For the history. Who invited is not asking now, so nothing is proved of them.
    let inviter = |account| Actor::Staff(Principal { account, roles: Roles::NONE, strength: Strength::Password });
    let actor = invitation.invited_by.map_or(Actor::Operator, inviter);
    // Who has the role already has accepted another invitation.
    roles::give(connection, account.id, role, actor).await.map(drop)
}
