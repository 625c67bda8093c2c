use domain::{
    accounts::{AccountRefusal, LinkKind, Registration, Role},
    language::Language,
};
use sqlx::PgConnection;

use super::{
    Caller, LoggedIn,
    account_making::{self, Beginning},
    attempts,
    mailbox::{self, LinkMail},
    new_password, register, roles, store,
    tokens::{self, NewToken},
};
use crate::{
    error::{Error, Result},
    mail::AccountMail,
    orders::Actor,
    shop::Shop,
};

/// The address of a page on which the first administrator is made, if there is none: printed at the start of the shop, on its machine. It is good for an
/// hour and once, and it is the only one: an earlier one is void. There is no other way in, and no password to begin with.
pub async fn first_admin_link(shop: &Shop, language: Language) -> Result<Option<String>> {
    let mut transaction = shop.begin().await?;
    lock(&mut transaction).await?;
    if !roles::lock_admins(&mut transaction).await?.is_empty() {
        return Ok(None);
    }
    let kind = LinkKind::FirstAdmin;
    tokens::end_all_of_kind(&mut transaction, kind).await?;
    let token = NewToken { kind, account: None, email: None, language, role: None };
    let secret = tokens::issue(&mut transaction, shop, &token).await?;
    transaction.commit().await?;
    Ok(Some(format!("{}{}", shop.settings.base_url, kind.path(language, &secret))))
}

/// Makes the first administrator, who is in and enrols a second factor. The address is confirmed by a mail afterwards: on the first day of a shop its mail may
/// not work yet.
///
/// # Errors
/// [`AccountRefusal::LinkInvalid`] when the link is not good or there is an administrator; [`AccountRefusal::AddressTaken`] when the address has an account,
/// which `astris staff invite` is for; what is wrong with address and password.
pub async fn make_first_admin(shop: &Shop, token: &str, email: &str, form: &Registration, caller: &Caller) -> Result<LoggedIn> {
    attempts::link(shop, caller).await?;
    let language = tokens::find(&shop.pool, LinkKind::FirstAdmin, token).await?.language;
    let email = register::address(email)?;
    account_making::check_terms(form)?;
    let hash = new_password::hash(shop, &form.password, email.as_str()).await?;
    let mut transaction = shop.begin().await?;
    lock(&mut transaction).await?;
    store::lock_address(&mut transaction, &email).await?;
    tokens::take(&mut transaction, LinkKind::FirstAdmin, token).await?;
    if !roles::lock_admins(&mut transaction).await?.is_empty() {
        return Err(Error::refused(AccountRefusal::LinkInvalid));
    }
    let beginning = Beginning { email: &email, is_verified: false, hash: &hash, language, form };
    let account = account_making::make(&mut transaction, shop, &beginning).await?;
    roles::give(&mut transaction, account.id, Role::Admin, Actor::Operator).await?;
    let verify = NewToken { kind: LinkKind::Verify, account: Some(account.id), email: Some(&email), language, role: None };
    let secret = tokens::issue(&mut transaction, shop, &verify).await?;
    let cause = account.id.to_string();
    let recipient = email.as_str();
    let letter = LinkMail { mail: AccountMail::Verify, cause: &cause, recipient, language, link: LinkKind::Verify, secret: &secret };
    mailbox::send_link(&mut transaction, shop, &letter).await?;
    let logged_in = account_making::enter(&mut transaction, shop, &account, caller).await?;
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(logged_in)
}

/// One at a time, before any address.
async fn lock(connection: &mut PgConnection) -> Result<()> {
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended('accounts.first_admin', 0))").execute(connection).await?;
    Ok(())
}
