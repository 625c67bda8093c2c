use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

/// Forgets a file that was never written.
#[server(prefix = "/fn", endpoint = "backoffice/imports/discard")]
pub async fn discard_import(id: Uuid, version: i64) -> Result<(), AppFailure> {
    use site::plain_form;

    use crate::imports::TABLE;

    let answer = ask(id, version).await.map_err(|AppFailure(failure)| site::failure::told(failure));
    plain_form::lead(answer, &format!("{TABLE}/{id}"), |()| TABLE.to_owned())
}

#[cfg(feature = "ssr")]
async fn ask(id: Uuid, version: i64) -> Result<(), AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::catalogue::imports::discard(&asker.shop, asker.by, (id, version)).await)
}
