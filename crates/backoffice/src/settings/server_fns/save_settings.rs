use leptos::prelude::*;
use site::failure::AppFailure;

use crate::settings::SettingsFields;

/// Stores the settings as they are written. What cannot be stored is kept for the form to begin with.
#[server(prefix = "/fn", endpoint = "backoffice/settings/save")]
pub async fn save_settings(version: i64, #[server(default)] fields: SettingsFields) -> Result<(), AppFailure> {
    use crate::settings::{FORM, SCREEN};

    crate::products::lead::back_to(act(version, &fields).await, SCREEN, "settings-saved", &[("form", FORM)])
}

#[cfg(feature = "ssr")]
async fn act(version: i64, fields: &SettingsFields) -> Result<(), AppFailure> {
    use domain::{accounts::Permission, backoffice::SaveSettingsRequest};
    use services::{backoffice, settings::staff};

    use crate::settings::FORM;

    let asker = crate::asker::staff()?;
    let request = SaveSettingsRequest { version, values: fields.read() };
    let saved = site::failure::answer(staff::save(&asker.shop, asker.by, &request).await);
    if saved.is_err() {
        backoffice::keep_entered(&asker.shop, asker.by, Permission::ChangeSettings, FORM, &fields.kept()).await;
    }
    saved
}
