use domain::{language::Language, orders::CheckoutForm};
use leptos::prelude::*;
use uuid::Uuid;

use crate::{account::Next, failure::AppFailure};

/// Puts an address of the book into the checkout; everything else that was entered stays. For browsers without scripts.
#[server(prefix = "/fn", endpoint = "account/use-address")]
pub async fn use_address(language: Language, id: Uuid, #[server(default)] form: CheckoutForm) -> Result<Next, AppFailure> {
    use domain::failure::Failure;

    let (shop, who) = (crate::context::shop()?, crate::account::owner()?);
    let owner = crate::cart_owner::known_or_new().await?;
    let addresses = crate::failure::answer(services::accounts::addresses(&shop, &who.principal).await)?;
    let next = match addresses.into_iter().find(|entry| entry.id == id) {
        Some(entry) => {
            let form = CheckoutForm { address: entry.address, ..form };
            services::orders::note(&shop, owner, &form).await;
            Ok(Next(format!("/{language}/checkout")))
        }
        None => Err(AppFailure(Failure::NotFound)),
    };
    crate::account::lead(next, &format!("/{language}/checkout"))
}
