use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::stock::bulk::{StockBulkFields, StockBulkScreen};

/// What an act on many articles would book. Nothing is changed by it.
#[server(prefix = "/fn", endpoint = "backoffice/stock/bulk", input = GetUrl)]
pub async fn read_stock_bulk(#[server(default)] fields: StockBulkFields) -> Result<StockBulkScreen, AppFailure> {
    use domain::backoffice::StockScope;
    use services::stock::bulk;

    let asker = crate::asker::staff()?;
    let language = site::preferences::page_language();
    let key = asker.shop.new_key();
    let (act, scope) = (fields.act(), fields.scope());
    if let (Ok(act), Ok(scope)) = (&act, &scope) {
        let preview = site::failure::answer(bulk::preview(&asker.shop, asker.by, language, *act, scope).await)?;
        return Ok(StockBulkScreen { preview: Some(preview), wrong: Vec::new(), key });
    }
    // Who may not is told so before what is wrong.
    let nothing = StockScope::Selected(Vec::new());
    site::failure::answer(bulk::preview(&asker.shop, asker.by, language, domain::backoffice::StockAct::Receive(1), &nothing).await)?;
    Ok(StockBulkScreen { preview: None, wrong: act.err().into_iter().flatten().chain(scope.err()).collect(), key })
}
