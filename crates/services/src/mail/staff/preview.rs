use domain::{accounts::Permission, backoffice::MailExample, language::Language};

use crate::{
    error::Result,
    mail::preview::{example, kinds},
    orders::Acting,
    shop::Shop,
};

/// The kinds of all mails that go to people outside. For staff who may [`Permission::SeeOrders`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub fn templates(by: impl Into<Acting>) -> Result<Vec<String>> {
    by.into().may(Permission::SeeOrders)?;
    Ok(kinds().map(str::to_owned).collect())
}

/// A mail with example data, as people would read it. Nothing is sent. For staff who may [`Permission::SeeOrders`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`crate::error::Error::NotFound`] without such a kind.
pub fn preview(shop: &Shop, by: impl Into<Acting>, kind: &str, language: Language) -> Result<MailExample> {
    by.into().may(Permission::SeeOrders)?;
    let mail = example(kind, language, &shop.settings.base_url)?;
    Ok(MailExample { kind: kind.to_owned(), language, subject: mail.subject, text: mail.text })
}

/// Its HTML.
///
/// # Errors
/// As of [`preview`].
pub fn preview_html(shop: &Shop, by: impl Into<Acting>, kind: &str, language: Language) -> Result<String> {
    by.into().may(Permission::SeeOrders)?;
    Ok(example(kind, language, &shop.settings.base_url)?.html)
}
