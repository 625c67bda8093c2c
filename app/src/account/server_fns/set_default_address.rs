use domain::language::Language;
use leptos::prelude::*;
use uuid::Uuid;

use crate::{account::Next, failure::AppFailure};

/// Lets the checkout begin with an address.
#[server(prefix = "/fn", endpoint = "account/default-address")]
pub async fn set_default_address(language: Language, id: Uuid) -> Result<Next, AppFailure> {
    let (shop, who) = (crate::context::shop()?, crate::account::owner());
    let next = match who {
        Ok(who) => crate::failure::answer(services::accounts::set_default_address(&shop, &who.principal, id).await),
        Err(failure) => Err(failure),
    };
    crate::account::lead(next.map(|()| Next::done(language, "/addresses", "saved")), &crate::account::page(language, "/addresses"))
}
