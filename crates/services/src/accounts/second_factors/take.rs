//! Codes: the six digits of an app (RFC 6238), and recovery codes. Each is taken once.

use domain::{accounts::LogInMethod, ids::AccountId};
use sqlx::PgConnection;
use totp_rs::{Builder, Totp};

use super::{recovery, store};
use crate::{
    error::{Error, Result},
    shop::Shop,
    vault::Purpose,
};

/// Digits of an app's code.
const DIGITS: usize = 6;

/// What makes the codes of a secret: SHA-1, six digits, 30 seconds, which is what every app can do; the step before and after is taken, too, since clocks
/// differ.
pub(super) fn totp(secret: &[u8]) -> Result<Totp> {
    Builder::new().with_secret(secret.to_vec()).build().map_err(|error| Error::Data(format!("secret of an app: {error}")))
}

/// Uses a code up that somebody typed, in the caller's transaction with the account locked; tells which kind it was, or nothing when it is wrong.
pub(super) async fn take(connection: &mut PgConnection, shop: &Shop, account: AccountId, typed: &str) -> Result<Option<LogInMethod>> {
    let code: String = typed.chars().filter(|character| !character.is_whitespace() && *character != '-').collect();
    if code.len() == DIGITS && code.bytes().all(|byte| byte.is_ascii_digit()) {
        let taken = take_app_code(connection, shop, account, &code, true).await?;
        return Ok(taken.then_some(LogInMethod::Code));
    }
    let Some(hash) = recovery::hash(&code) else { return Ok(None) };
    let taken = store::take_recovery_code(connection, account, &hash).await?;
    Ok(taken.then_some(LogInMethod::RecoveryCode))
}

/// Uses an app's code up. `confirmed` says whether it is asked of an app that has shown its secret before.
pub(super) async fn take_app_code(
    connection: &mut PgConnection,
    shop: &Shop,
    account: AccountId,
    code: &str,
    confirmed: bool,
) -> Result<bool> {
    let Some(secret) = store::lock(connection, account).await?.filter(|secret| secret.is_confirmed == confirmed) else {
        return Ok(false);
    };
    let opened = shop.vault.open(Purpose::AppSecret, account.0, &secret.sealed)?;
    let step = totp(&opened)?.check(code, secret.now.unsigned_abs()).and_then(|step| i64::try_from(step).ok());
    match step {
        Some(step) if step > secret.last_step => {
            let is_outdated = shop.vault.is_outdated(&secret.sealed);
            let anew = is_outdated.then(|| shop.vault.seal(&*shop.entropy, Purpose::AppSecret, account.0, &opened)).transpose()?;
            store::taken(connection, account, step, anew.as_deref()).await?;
            Ok(true)
        }
        Some(_) | None => Ok(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, of which apps show the last six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let totp = totp(b"12345678901234567890").unwrap();
        for (time, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")] {
            assert_eq!(totp.generate(time).to_string(), code);
            assert_eq!(totp.check(code, time + 30), Some(time / 30), "a clock may be a step late");
            assert_eq!(totp.check(code, time + 90), None);
        }
    }
}
