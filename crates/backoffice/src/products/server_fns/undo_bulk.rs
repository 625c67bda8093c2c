use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

/// Takes an act of one's own on many products back; true where every product is as it was.
#[server(prefix = "/fn", endpoint = "backoffice/products/bulk-undo")]
pub async fn undo_bulk(act: Uuid) -> Result<bool, AppFailure> {
    use site::told::with_query;

    use crate::products::{lead, query::TABLE};

    lead::on_to(undo(act).await, TABLE, |whole| with_query(TABLE, &[("done", if *whole { "undone" } else { "undone-partly" })]))
}

#[cfg(feature = "ssr")]
async fn undo(act: Uuid) -> Result<bool, AppFailure> {
    let asker = crate::asker::staff()?;
    let undone = site::failure::answer(services::backoffice::catalogue::bulk::undo(&asker.shop, asker.by, act).await)?;
    Ok(undone.left == 0)
}
