//! New passwords: long enough, not easy to guess, and then hashed.

use domain::accounts::{AccountRefusal, Password};

use super::{attempts, store::Account};
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// The field of a form that has the new password.
const FIELD: &str = "password";

/// The hash of a password that may be one. [`Error::Invalid`] for its length, [`AccountRefusal::PasswordWeak`] with what would make it better.
pub(super) async fn hash(shop: &Shop, password: &Password, email: &str) -> Result<String> {
    password.check_length(FIELD).map_err(|error| Error::Invalid(vec![error]))?;
    let strength = shop.passwords.strength(password, email).await?;
    if !strength.is_enough() {
        return Err(Error::refused(AccountRefusal::PasswordWeak(strength)));
    }
    shop.passwords.hash(&*shop.entropy, password).await
}

/// Makes sure that somebody who is in knows the account's password: a session that was left open is not enough for what follows.
pub(super) async fn check_current(shop: &Shop, account: &Account, password: &Password) -> Result<()> {
    let turn = shop.passwords.turn().await?;
    let counted = attempts::password(shop, account.id).await?;
    if shop.passwords.verify(turn, password, account.password_hash.as_deref()).await? {
        counted.give_back(shop).await;
        Ok(())
    } else {
        Err(Error::refused(AccountRefusal::WrongPassword))
    }
}
