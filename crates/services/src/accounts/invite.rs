use domain::{
    accounts::{LinkKind, Permission, Role},
    failure::FieldError,
    language::Language,
};
use serde_json::json;

use super::{
    mailbox::{self, LinkMail},
    register, store,
    tokens::{self, NewToken},
};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    mail::AccountMail,
    orders::Acting,
    shop::Shop,
};

/// Invites somebody to become staff, by a mail with a link. They choose a password if they have no account yet, and enrol a second factor before anything
/// else.
///
/// # Errors
/// As of [`Actor::may`](crate::orders::Actor::may); [`Error::Invalid`] when the text is no address or the role is no staff's.
pub async fn invite(shop: &Shop, by: impl Into<Acting>, email: &str, role: Role, language: Language) -> Result<()> {
    let by = by.into();
    by.may(Permission::GiveRoles)?;
    let email = register::address(email)?;
    if !role.is_staff() {
        return Err(Error::Invalid(vec![FieldError::unknown("role")]));
    }
    let mut transaction = shop.begin().await?;
    let found = store::by_customer(&mut transaction, &email.customer()).await?;
    // To the address that the account has: another spelling may be another person's.
    let email = match &found {
        Some(account) => account.email.parse().map_err(|_| Error::Data("an account without an address".into()))?,
        None => email,
    };
    let known = found.as_ref().map(|account| account.id);
    let language = found.map_or(language, |account| account.language);
    let kind = LinkKind::Invitation;
    let token = NewToken { kind, account: None, email: Some(&email), language, role: Some((role, by.actor.account())) };
    let secret = tokens::issue(&mut transaction, shop, &token).await?;
    let cause = shop.new_id().to_string();
    let mail = AccountMail::Invitation;
    let letter = LinkMail { mail, cause: &cause, recipient: email.as_str(), language, link: kind, secret: &secret };
    mailbox::send_link(&mut transaction, shop, &letter).await?;
    // Addresses stay out of what is kept for ever: who became what stands in the history of roles.
    let after = json!({ "role": role, "account": known });
    audit_log::write(&mut transaction, by, Entry { action: "account.invite", subject: &cause, before: json!({}), after }).await?;
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(())
}
