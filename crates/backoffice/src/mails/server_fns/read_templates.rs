#![cfg_attr(feature = "ssr", expect(clippy::unused_async, reason = "server functions are asynchronous"))]

use domain::backoffice::MailTemplates;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

/// All kinds of mails, and one with example data in a language; the first one and German where nothing else is asked for.
#[server(prefix = "/fn", endpoint = "backoffice/mail/templates", input = GetUrl)]
pub async fn read_templates(#[server(default)] kind: String, #[server(default)] language: String) -> Result<MailTemplates, AppFailure> {
    use domain::language::Language;
    use services::mail::staff;
    use site::failure::answer;

    let asker = crate::asker::staff()?;
    let kinds = answer(staff::templates(asker.by))?;
    let first = kinds.first().cloned().unwrap_or_default();
    let kind = if kind.is_empty() { first } else { kind };
    let language = Language::from_code(&language).unwrap_or_default();
    let example = answer(staff::preview(&asker.shop, asker.by, &kind, language))?;
    Ok(MailTemplates { kinds, example })
}
