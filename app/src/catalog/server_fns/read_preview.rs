use domain::{catalog::ProductView, language::Language};
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::failure::AppFailure;

/// A product's page as staff see it before shoppers do.
#[server(prefix = "/fn", endpoint = "catalog/preview", input = GetUrl)]
pub async fn read_preview(language: Language, slug: String) -> Result<ProductView, AppFailure> {
    use domain::failure::Failure;
    use services::orders::Acting;
    use site::{
        context::{self, Who},
        failure::told,
    };

    let who = match context::who() {
        Who::SignedIn(who) => who.principal,
        Who::Nobody => return Err(told(Failure::Unauthenticated)),
        Who::Unknown => return Err(told(Failure::Unavailable)),
    };
    let by = Acting::staff(who, context::caller()?.address);
    let shop = context::shop()?;
    crate::failure::answer(services::backoffice::catalogue::preview(&shop, by, language, &slug).await)
}
