use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

/// Says what the columns of a file are for; then it is looked at.
#[server(prefix = "/fn", endpoint = "backoffice/imports/columns")]
pub async fn set_columns(
    id: Uuid,
    version: i64,
    #[server(default)] columns: Vec<String>,
    #[server(default)] language: String,
    #[server(default)] category: String,
    #[server(default)] weight: String,
) -> Result<(), AppFailure> {
    crate::imports::lead::to_import(ask((id, version), columns, language, category, &weight).await, id)
}

#[cfg(feature = "ssr")]
async fn ask(seen: (Uuid, i64), columns: Vec<String>, language: String, category: String, weight: &str) -> Result<(), AppFailure> {
    use domain::{
        backoffice::{HIGHEST_WEIGHT, ImportSettings},
        failure::Failure,
    };

    let asker = crate::asker::staff()?;
    let weight_grams = match weight.trim() {
        "" => None,
        weight => Some(crate::parsed::count("weight", weight, HIGHEST_WEIGHT).map_err(|error| AppFailure(Failure::Invalid(vec![error])))?),
    };
    let settings = ImportSettings { columns, language, category, weight_grams };
    site::failure::answer(services::backoffice::catalogue::imports::set_columns(&asker.shop, asker.by, seen, &settings).await)
}
