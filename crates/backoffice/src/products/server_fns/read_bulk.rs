use domain::language::Language;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::products::bulk::{BulkFields, BulkScreen};

/// What an act on many products would do. Nothing is changed by it.
#[server(prefix = "/fn", endpoint = "backoffice/products/bulk", input = GetUrl)]
pub async fn read_bulk(language: Language, #[server(default)] fields: BulkFields) -> Result<BulkScreen, AppFailure> {
    use services::backoffice::catalogue;

    let asker = crate::asker::staff()?;
    let key = asker.shop.new_key();
    let (act, scope) = (fields.act(), fields.scope());
    if let (Ok(act), Ok(scope)) = (&act, &scope) {
        let preview = site::failure::answer(catalogue::bulk::preview(&asker.shop, asker.by, language, *act, scope).await)?;
        return Ok(BulkScreen { preview: Some(preview), wrong: Vec::new(), key });
    }
    // Who may not is told so before what is wrong.
    site::failure::answer(catalogue::categories(&asker.shop, asker.by, language).await)?;
    Ok(BulkScreen { preview: None, wrong: act.err().into_iter().chain(scope.err()).collect(), key })
}
