use domain::language::Language;
use leptos::prelude::*;
use uuid::Uuid;

use crate::{account::Next, failure::AppFailure};

/// Takes an address out of the book.
#[server(prefix = "/fn", endpoint = "account/remove-address")]
pub async fn remove_address(language: Language, id: Uuid) -> Result<Next, AppFailure> {
    let (shop, who) = (crate::context::shop()?, crate::account::owner());
    let next = match who {
        Ok(who) => crate::failure::answer(services::accounts::remove_address(&shop, &who.principal, id).await),
        Err(failure) => Err(failure),
    };
    crate::account::lead(next.map(|()| Next::done(language, "/addresses", "removed")), &crate::account::page(language, "/addresses"))
}
