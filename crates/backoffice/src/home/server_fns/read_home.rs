use domain::backoffice::HomeView;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

/// What needs somebody now, and how the day goes.
#[server(prefix = "/fn", endpoint = "backoffice/home", input = GetUrl)]
pub async fn read_home() -> Result<HomeView, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::home(&asker.shop, asker.by).await)
}
