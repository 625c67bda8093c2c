use domain::backoffice::Me;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

/// Who uses the screens; staff alone do.
#[server(prefix = "/fn", endpoint = "backoffice/me", input = GetUrl)]
pub async fn read_me() -> Result<Me, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::me(&asker.shop, &asker.who).await)
}
