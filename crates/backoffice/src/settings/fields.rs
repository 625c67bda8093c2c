//! What is entered into the settings.

use std::collections::BTreeMap;

use domain::{backoffice::SettingsDetail, settings::Setting};
use serde::{Deserialize, Serialize};

/// The fields of the form by the settings' names, as entered. What is no setting counts for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SettingsFields(BTreeMap<String, String>);

impl SettingsFields {
    /// The settings as they are stored.
    pub fn of(detail: &SettingsDetail) -> Self {
        Self(detail.rows.iter().map(|row| (row.setting.code().to_owned(), row.stored.clone())).collect())
    }

    /// What is entered for a setting.
    pub fn get(&self, setting: Setting) -> &str {
        self.0.get(setting.code()).map_or("", String::as_str)
    }

    /// What is to be stored.
    #[cfg(any(feature = "ssr", test))]
    pub fn read(&self) -> domain::settings::SettingValues {
        domain::settings::SettingValues::of_form(&self.0)
    }

    /// What is worth keeping for the form to begin with: settings alone, and no more of them than anybody types.
    #[cfg(feature = "ssr")]
    pub fn kept(&self) -> Self {
        let short = |setting: Setting| self.get(setting).chars().take(setting.longest() + 200).collect();
        Self(Setting::ALL.into_iter().map(|setting| (setting.code().to_owned(), short(setting))).collect())
    }
}

/// The name of a setting's field.
pub const fn name(setting: Setting) -> &'static str {
    match setting {
        Setting::SellerName => "fields[seller_name]",
        Setting::SellerStreet => "fields[seller_street]",
        Setting::SellerPostalCode => "fields[seller_postal_code]",
        Setting::SellerTown => "fields[seller_town]",
        Setting::SellerCountry => "fields[seller_country]",
        Setting::SellerVatNumber => "fields[seller_vat_number]",
        Setting::SellerIban => "fields[seller_iban]",
        Setting::PrepaymentDays => "fields[prepayment_days]",
        Setting::HoldMinutes => "fields[hold_minutes]",
        Setting::ReturnDays => "fields[return_days]",
        Setting::LowStock => "fields[low_stock]",
        Setting::StaffEmail => "fields[staff_email]",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_is_called_as_its_setting() {
        for setting in Setting::ALL {
            assert_eq!(name(setting), format!("fields[{}]", setting.code()));
        }
    }

    #[test]
    fn what_is_no_setting_is_left_out() {
        let entered = [("seller_town", " Bern "), ("version", "9"), ("hold_minutes", "")];
        let fields = SettingsFields(entered.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect());
        let values = fields.read();
        assert_eq!((values.get(Setting::SellerTown), values.get(Setting::HoldMinutes)), (Some("Bern"), None));
        assert_eq!(fields.get(Setting::SellerTown), " Bern ");
    }
}
