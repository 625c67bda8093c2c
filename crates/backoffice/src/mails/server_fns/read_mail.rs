use domain::backoffice::MailDetail;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

/// A mail by the id in the address.
#[server(prefix = "/fn", endpoint = "backoffice/mail/read", input = GetUrl)]
pub async fn read_mail(mail: String) -> Result<MailDetail, AppFailure> {
    let asker = crate::asker::staff()?;
    let mail = mail.parse().unwrap_or_default();
    site::failure::answer(services::mail::staff::detail(&asker.shop, asker.by, mail).await)
}
