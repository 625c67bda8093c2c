use domain::{
    accounts::Permission,
    backoffice::{Offer, SettingRow, SettingsDetail},
    settings::{Setting, check_settings},
};

use crate::{
    accounts,
    error::{Error, Result},
    orders::Acting,
    settings::store,
    shop::Shop,
};

/// All settings as they are stored, with those that are the operator's and those that are passed over.
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn detail(shop: &Shop, by: impl Into<Acting>) -> Result<SettingsDetail> {
    let by = by.into();
    by.may(Permission::ChangeSettings)?;
    let mut connection = shop.pool.acquire().await?;
    let row = store::read(&mut *connection).await?;
    let names = accounts::names_of_staff(&mut connection, row.changed_by.as_deref().into_iter()).await?;
    let operator = shop.kept_settings.operator();
    let faults = check_settings(&operator.over(&row.values), shop.kept_settings.production());
    let rows = Setting::ALL.into_iter().map(|setting| SettingRow {
        setting,
        stored: row.values.get(setting).unwrap_or_default().to_owned(),
        operator: operator.decide(setting).then(|| operator.or_built_in(setting).to_owned()),
        is_wrong: faults.iter().any(|fault| fault.setting == setting),
    });
    let account = match by.may(Permission::ChangeAccount) {
        Ok(()) => Offer::Yes,
        Err(Error::Unproven(proof)) => Offer::After(proof),
        Err(_) => Offer::No,
    };
    Ok(SettingsDetail {
        version: row.version,
        changed: row.changed_at.zip(row.changed_by.as_deref().map(|code| names.who(code))),
        rows: rows.collect(),
        account,
    })
}
