use domain::backoffice::SettingsDetail;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};
use site::failure::AppFailure;

use crate::settings::SettingsFields;

/// The settings, and what the asker entered last in vain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsScreen {
    /// As they are.
    pub detail: SettingsDetail,
    /// As they were entered, where that is asked for.
    pub entered: Option<SettingsFields>,
}

/// The settings; with what the asker entered last and could not store, where that is asked for.
#[server(prefix = "/fn", endpoint = "backoffice/settings", input = GetUrl)]
pub async fn read_settings(#[server(default)] form: String) -> Result<SettingsScreen, AppFailure> {
    use crate::settings::FORM;

    let asker = crate::asker::staff()?;
    let detail = site::failure::answer(services::settings::staff::detail(&asker.shop, asker.by).await)?;
    let entered = if form == FORM { services::backoffice::entered(&asker.shop, asker.by, FORM).await } else { None };
    Ok(SettingsScreen { detail, entered })
}
