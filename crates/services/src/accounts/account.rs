use domain::{
    accounts::{AccountView, Consent, Principal},
    failure::FieldError,
    language::Language,
};

use super::{consents, second_factors, store};
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// The account of who is asking.
pub async fn account(shop: &Shop, who: &Principal) -> Result<AccountView> {
    let row = sqlx::query!(
        r#"SELECT email AS "email!", verified_at IS NOT NULL AS "verified!", language, newsletter, created_at, password_changed_at,
               password_hash IS NOT NULL AS "has_password!"
           FROM accounts WHERE id = $1 AND erased_at IS NULL"#,
        who.account.0
    )
    .fetch_optional(&shop.pool)
    .await?
    .ok_or(Error::NotFound)?;
    let mut connection = shop.pool.acquire().await?;
    Ok(AccountView {
        email: row.email,
        verified: row.verified,
        language: Language::from_code(&row.language).unwrap_or_default(),
        newsletter: row.newsletter,
        created_at: row.created_at,
        password_changed_at: row.password_changed_at.filter(|_| row.has_password),
        second_factors: second_factors::of(&mut connection, who.account).await?,
    })
}

/// The language of mails, and whether news are wanted; a change of the latter is written down with the version of the text that was shown.
pub async fn set_preferences(shop: &Shop, who: &Principal, language: Language, newsletter: bool, version: &str) -> Result<()> {
    if version.chars().count() > consents::LONGEST_VERSION {
        return Err(Error::Invalid(vec![FieldError::too_long("version", consents::LONGEST_VERSION)]));
    }
    let mut transaction = shop.begin().await?;
    store::lock(&mut transaction, who.account).await?;
    let changed = sqlx::query!(
        r#"WITH before AS (SELECT newsletter FROM accounts WHERE id = $1)
           UPDATE accounts SET language = $2, newsletter = $3 WHERE id = $1
           RETURNING newsletter <> (SELECT newsletter FROM before) AS "changed!""#,
        who.account.0,
        language.code(),
        newsletter
    )
    .fetch_one(&mut *transaction)
    .await?
    .changed;
    if changed {
        consents::note(&mut transaction, who.account, Consent::Newsletter, version, newsletter).await?;
    }
    transaction.commit().await?;
    Ok(())
}
