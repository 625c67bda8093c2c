use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::products::pictures::PicturesScreen;

/// A product's pictures, by the id in the address; with what became of the files that the asker sent last, where that is asked for.
#[server(prefix = "/fn", endpoint = "backoffice/products/pictures", input = GetUrl)]
pub async fn read_pictures(product: String, #[server(default)] reported: bool) -> Result<PicturesScreen, AppFailure> {
    use domain::failure::Failure;
    use services::backoffice::catalogue::pictures;

    let asker = crate::asker::staff()?;
    let id = product.parse().map_err(|_| site::failure::told(Failure::NotFound))?;
    let detail = site::failure::answer(pictures::read(&asker.shop, asker.by, id).await)?;
    let report = if reported { pictures::report(&asker.shop, asker.by, id).await } else { None };
    Ok(PicturesScreen { detail, report })
}
