use domain::backoffice::StockUndone;
use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

/// Takes a booking of one's own for many articles back.
#[server(prefix = "/fn", endpoint = "backoffice/stock/bulk-undo")]
pub async fn undo_several(act: Uuid) -> Result<StockUndone, AppFailure> {
    use site::{plain_form, told::with_query};

    use crate::stock::{bulk::STAYED, query::TABLE};

    /// Articles that an address names; the ledger has them all.
    const NAMED: usize = 20;

    let answer = undo(act).await.map_err(|AppFailure(failure)| site::failure::told(failure));
    plain_form::lead(answer, TABLE, |undone| {
        let done = if undone.left.is_empty() { "stock-undone" } else { "stock-undone-partly" };
        let mut stayed = undone.left.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        if undone.left.len() > NAMED {
            stayed.push_str(", …");
        }
        with_query(TABLE, &[("done", done), (STAYED, &stayed)])
    })
}

#[cfg(feature = "ssr")]
async fn undo(act: Uuid) -> Result<StockUndone, AppFailure> {
    let asker = crate::asker::staff()?;
    let t = crate::text::texts(site::preferences::page_language());
    site::failure::answer(services::stock::bulk::undo(&asker.shop, asker.by, act, &format!("{}:", t.imports.undone)).await)
}
