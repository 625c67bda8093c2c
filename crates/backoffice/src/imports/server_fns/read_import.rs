use domain::{backoffice::ImportDetail, language::Language};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;
use uuid::Uuid;

/// An import as its screen shows it.
#[server(prefix = "/fn", endpoint = "backoffice/imports/read", input = GetUrl)]
pub async fn read_import(language: Language, id: Uuid) -> Result<ImportDetail, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::catalogue::imports::detail(&asker.shop, asker.by, language, id).await)
}
