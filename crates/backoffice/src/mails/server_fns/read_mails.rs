use domain::backoffice::{MailList, MailQuery};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

/// A page of the outbox.
#[server(prefix = "/fn", endpoint = "backoffice/mail", input = GetUrl)]
pub async fn read_mails(#[server(default)] query: MailQuery) -> Result<MailList, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::mail::staff::list(&asker.shop, asker.by, &query).await)
}
