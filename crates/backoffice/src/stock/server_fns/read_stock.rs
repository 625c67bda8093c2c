use domain::backoffice::{StockList, StockQuery};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

/// A page of the table.
#[server(prefix = "/fn", endpoint = "backoffice/stock", input = GetUrl)]
pub async fn read_stock(#[server(default)] query: StockQuery) -> Result<StockList, AppFailure> {
    let asker = crate::asker::staff()?;
    let language = site::preferences::page_language();
    site::failure::answer(services::stock::list(&asker.shop, asker.by, language, &query).await)
}
