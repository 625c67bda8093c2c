use domain::{address::Address, language::Language};
use leptos::prelude::*;

use crate::{account::Next, failure::AppFailure};

/// Puts an address into the book, or writes the one of this id anew. A form that is wrong leads back with everything that was entered.
#[server(prefix = "/fn", endpoint = "account/save-address")]
pub async fn save_address(
    language: Language,
    address: Address,
    #[server(default)] id: String,
    #[server(default)] is_default: String,
) -> Result<Next, AppFailure> {
    let place = id.parse::<uuid::Uuid>().map_or_else(|_| "new".to_owned(), |id| id.to_string());
    let back = crate::account::with_address(&crate::account::page(language, &format!("/addresses/{place}")), &address);
    let next = match crate::account::owner() {
        Ok(who) => keep(&who.principal, &id, address, !is_default.is_empty()).await,
        Err(failure) => Err(failure),
    };
    crate::account::lead(next.map(|()| Next::done(language, "/addresses", "saved")), &back)
}

#[cfg(feature = "ssr")]
async fn keep(who: &domain::accounts::Principal, id: &str, address: Address, is_default: bool) -> Result<(), AppFailure> {
    let shop = crate::context::shop()?;
    let kept = match id.parse() {
        Ok(id) => services::accounts::change_address(&shop, who, id, address).await,
        Err(_) => services::accounts::add_address(&shop, who, address, is_default).await.map(drop),
    };
    crate::failure::answer(kept)
}
