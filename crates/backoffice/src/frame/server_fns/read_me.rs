use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::asker::Me;

/// Who uses the screens; staff alone do.
#[server(prefix = "/fn", endpoint = "backoffice/me", input = GetUrl)]
pub async fn read_me() -> Result<Me, AppFailure> {
    use domain::failure::Failure;
    use site::failure::{answer, told};

    let asker = crate::asker::staff()?;
    if !asker.who.is_staff() {
        return Err(told(Failure::Forbidden));
    }
    let account = answer(services::accounts::account(&asker.shop, &asker.who).await)?;
    Ok(Me { email: account.email, roles: asker.who.roles.iter().collect() })
}
