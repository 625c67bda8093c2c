use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::stock::StockScreen;

/// A variant with a page of its movements, by the id in the address.
#[server(prefix = "/fn", endpoint = "backoffice/stock/read", input = GetUrl)]
pub async fn read_variant(variant: String, #[server(default)] before: String) -> Result<StockScreen, AppFailure> {
    use domain::{failure::Failure, ids::VariantId};

    let asker = crate::asker::staff()?;
    let variant = variant.parse().map(VariantId).map_err(|_| site::failure::told(Failure::NotFound))?;
    // What is no number asks for the newest.
    crate::stock::screen(&asker, variant, before.parse().ok()).await
}
