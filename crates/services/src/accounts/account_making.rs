//! What makes an account, by whatever way.

use domain::{
    accounts::{AccountRefusal, Consent, LogInMethod, Registration, Role},
    email::Email,
    failure::FieldError,
    ids::AccountId,
    language::Language,
};
use sqlx::PgConnection;

use super::{
    Caller, LoggedIn, consents, entering, mailbox, roles, store,
    store::{Account, NewAccount},
    tokens,
};
use crate::{
    error::{Error, Result},
    mail::{AccountLetter, AccountMail, Facts, enqueue_account_mail},
    orders::Actor,
    shop::Shop,
};

/// What a new account begins with.
pub(super) struct Beginning<'a> {
    pub email: &'a Email,
    pub is_verified: bool,
    pub hash: &'a str,
    pub language: Language,
    pub form: &'a Registration,
}

/// Nobody has an account without having agreed to the terms.
pub(super) fn check_terms(form: &Registration) -> Result<()> {
    match form.terms.chars().count() {
        0 => Err(Error::Invalid(vec![FieldError::required("terms")])),
        length if length > consents::LONGEST_VERSION => Err(Error::Invalid(vec![FieldError::too_long("terms", consents::LONGEST_VERSION)])),
        _ => Ok(()),
    }
}

/// Makes the account with what belongs to it, in the caller's transaction with the address locked: what was agreed to, the buyer's role and profile, the
/// welcome. Other links that would make one for the address are void.
pub(super) async fn make(connection: &mut PgConnection, shop: &Shop, beginning: &Beginning<'_>) -> Result<Account> {
    let id = AccountId(shop.new_id());
    let new = NewAccount {
        id,
        email: beginning.email,
        is_verified: beginning.is_verified,
        password_hash: beginning.hash,
        language: beginning.language,
        newsletter: beginning.form.newsletter,
    };
    if !store::insert(connection, &new).await? {
        return Err(Error::refused(AccountRefusal::AddressTaken));
    }
    tokens::end_registrations(connection, beginning.email).await?;
    consents::note(connection, id, Consent::Terms, &beginning.form.terms, true).await?;
    consents::note(connection, id, Consent::Newsletter, &beginning.form.terms, beginning.form.newsletter).await?;
    roles::give(connection, id, Role::Buyer, Actor::Buyer).await?;
    let letter = AccountLetter {
        kind: AccountMail::Welcome,
        cause: &id.to_string(),
        recipient: beginning.email.as_str(),
        language: beginning.language,
        path: &mailbox::account_page(beginning.language),
        facts: Facts::default(),
    };
    enqueue_account_mail(connection, shop, &letter).await?;
    store::lock(connection, id).await
}

/// Lets the owner of a new account in.
pub(super) async fn enter(connection: &mut PgConnection, shop: &Shop, account: &Account, caller: &Caller) -> Result<LoggedIn> {
    entering::enter(connection, shop, account, LogInMethod::Link, caller).await
}
