//! Recovery codes: 80 random bits each, in letters and digits that nobody confuses.

use domain::{
    accounts::{AccountRefusal, Password, Principal},
    ids::AccountId,
};
use sqlx::PgConnection;

use super::store;
use crate::{
    accounts::{Caller, entering::same, mailbox, new_password, store as accounts, tokens},
    error::{Error, Result},
    mail::AccountMail,
    shop::Shop,
};

/// How many there are.
const CODES: usize = 10;

/// Characters of one.
const LENGTH: usize = 16;

/// Crockford's Base32: no I, L, O and U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Makes new recovery codes for somebody who is in and knows the password; those so far are good no more. They are shown this once.
///
/// # Errors
/// [`AccountRefusal::WrongPassword`]; [`AccountRefusal::NotEnrolled`] when there is no app that they stand in for.
pub async fn renew_recovery_codes(shop: &Shop, who: &Principal, password: &Password, caller: &Caller) -> Result<Vec<String>> {
    let account = accounts::by_id(&shop.pool, who.account).await?;
    new_password::check_current(shop, &account, password).await?;
    let mut transaction = shop.begin().await?;
    let account = same(&mut transaction, &account).await?;
    if !store::of(&mut transaction, account.id).await?.is_there() {
        return Err(Error::refused(AccountRefusal::NotEnrolled));
    }
    let codes = replace(&mut transaction, shop, account.id).await?;
    mailbox::tell(&mut transaction, shop, &account, AccountMail::RecoveryRenewed, caller).await?;
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(codes)
}

/// New codes in the place of all others.
pub(in crate::accounts) async fn replace(connection: &mut PgConnection, shop: &Shop, account: AccountId) -> Result<Vec<String>> {
    let codes: Vec<String> = (0..CODES).map(|_| new(shop)).collect();
    let hashes: Vec<Vec<u8>> = codes.iter().filter_map(|code| hash(code)).collect();
    store::replace_recovery_codes(connection, account, &hashes).await?;
    Ok(codes)
}

/// A new code in groups of four: `7K2M-…`.
fn new(shop: &Shop) -> String {
    let mut random = [0; LENGTH];
    shop.entropy.fill(&mut random);
    let mut code = String::with_capacity(LENGTH + 3);
    for (index, byte) in random.into_iter().enumerate() {
        if index > 0 && index % 4 == 0 {
            code.push('-');
        }
        code.push(char::from(ALPHABET[usize::from(byte % 32)]));
    }
    code
}

/// The hash of a code as somebody typed it; none when it cannot be one.
pub(super) fn hash(typed: &str) -> Option<Vec<u8>> {
    let code: String = typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|character| match character.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    (code.len() == LENGTH).then(|| tokens::hash(&code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_confuse_is_the_same() {
        assert_eq!(hash("0123-4567-89AB-CDEF"), hash(" o123 4567 89ab cdef"));
        assert_eq!(hash("1111-1111-1111-1111"), hash("ilIL-1111-1111-1111"));
        assert_ne!(hash("0123-4567-89AB-CDEF"), hash("0123-4567-89AB-CDEG"));
        assert_eq!(hash("0123"), None);
        assert_eq!(hash(""), None);
    }
}
