use domain::ids::VariantId;
use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::stock::StockScreen;

/// Books goods in.
#[server(prefix = "/fn", endpoint = "backoffice/stock/receive")]
pub async fn receive_goods(
    variant: VariantId,
    key: Uuid,
    #[server(default)] quantity: String,
    #[server(default)] note: String,
    back: String,
) -> Result<StockScreen, AppFailure> {
    use domain::{failure::Failure, stock::MOST_MOVED};
    use services::stock::GoodsIn;

    let fields = [("quantity", quantity.as_str()), ("note", note.as_str())];
    let form = crate::orders::Form { name: "receive", done: "stock-received", back: &back, fields: &fields };
    form.lead(match crate::parsed::count("quantity", &quantity, MOST_MOVED) {
        Ok(quantity) => receive(&GoodsIn { key, variant, quantity, note: note.clone() }).await,
        Err(error) => Err(AppFailure(Failure::Invalid(vec![error]))),
    })
}

#[cfg(feature = "ssr")]
async fn receive(goods: &services::stock::GoodsIn) -> Result<StockScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::stock::receive(&asker.shop, asker.by, goods).await)?;
    crate::stock::screen(&asker, goods.variant, None).await
}
