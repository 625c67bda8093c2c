use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

/// Lets mails go out after all that are parked; tells how many.
#[server(prefix = "/fn", endpoint = "backoffice/mail/retry")]
pub async fn retry_mails(#[server(default)] mails: Vec<Uuid>, back: String) -> Result<u32, AppFailure> {
    let form = crate::orders::Form { name: "retry", done: "mails-retried", back: &back, fields: &[] };
    form.lead(retry(&mails).await)
}

#[cfg(feature = "ssr")]
async fn retry(mails: &[Uuid]) -> Result<u32, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::mail::staff::retry(&asker.shop, asker.by, mails).await)
}
