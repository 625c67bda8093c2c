use domain::backoffice::ImportList;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

/// The imports of the last weeks.
#[server(prefix = "/fn", endpoint = "backoffice/imports", input = GetUrl)]
pub async fn read_imports() -> Result<ImportList, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::catalogue::imports::list(&asker.shop, asker.by).await)
}
