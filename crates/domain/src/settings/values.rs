//! What is set, as it is written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Setting;

/// What is set, as texts without spaces around; what is not there is not set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SettingValues(BTreeMap<Setting, String>);

impl SettingValues {
    /// The text of a setting.
    pub fn get(&self, setting: Setting) -> Option<&str> {
        self.0.get(&setting).map(String::as_str)
    }

    /// The text of a setting, or what is built in.
    pub fn or_built_in(&self, setting: Setting) -> &str {
        self.get(setting).unwrap_or_else(|| setting.built_in())
    }

    /// Sets it; an empty text unsets it.
    pub fn set(&mut self, setting: Setting, text: &str) {
        match text.trim() {
            "" => self.0.remove(&setting),
            text => self.0.insert(setting, text.to_owned()),
        };
    }

    /// Those of the texts of a form that are settings.
    pub fn of_form(fields: &BTreeMap<String, String>) -> Self {
        let mut values = Self::default();
        for (code, text) in fields {
            if let Some(setting) = Setting::from_code(code) {
                values.set(setting, text);
            }
        }
        values
    }

    /// Whether these, being the operator's, say what a setting is, even if it is nothing: an address is theirs as a whole or not at all.
    pub fn decide(&self, setting: Setting) -> bool {
        let is_address = Setting::ADDRESS.contains(&setting);
        let whole = || Setting::ADDRESS.into_iter().any(|part| part != Setting::SellerCountry && self.get(part).is_some());
        self.get(setting).is_some() || (is_address && whole())
    }

    /// These, being the operator's, and where they say nothing the others.
    #[must_use]
    pub fn over(&self, others: &Self) -> Self {
        let pairs = Setting::ALL.into_iter().filter_map(|setting| {
            let from = if self.decide(setting) { self } else { others };
            Some((setting, from.get(setting)?.to_owned()))
        });
        Self(pairs.collect())
    }

    /// The others, and of these alone what the operator says nothing of: nobody's form changes what is the operator's.
    #[must_use]
    pub fn where_not_decided_by(&self, operator: &Self, others: &Self) -> Self {
        let pairs = Setting::ALL.into_iter().filter_map(|setting| {
            let from = if operator.decide(setting) { others } else { self };
            Some((setting, from.get(setting)?.to_owned()))
        });
        Self(pairs.collect())
    }

    /// In one form: accounts and numbers as they are printed, numbers without zeros before them, and without what is built in anyway. What cannot be read
    /// stays as it is.
    #[must_use]
    pub fn tidied(&self) -> Self {
        let mut tidied = Self::default();
        for (setting, text) in &self.0 {
            let text = match setting {
                Setting::SellerIban => text.parse::<crate::payments::Iban>().map_or_else(|_| text.clone(), |iban| iban.to_string()),
                Setting::SellerVatNumber => {
                    text.parse::<crate::vat_number::VatNumber>().map_or_else(|_| text.clone(), |number| number.to_string())
                }
                Setting::SellerCountry => text.to_ascii_uppercase(),
                setting if setting.bounds().is_some() => text.parse::<u32>().map_or_else(|_| text.clone(), |number| number.to_string()),
                _ => text.clone(),
            };
            tidied.set(*setting, &text);
        }
        tidied
    }
}

impl FromIterator<(Setting, String)> for SettingValues {
    fn from_iter<T: IntoIterator<Item = (Setting, String)>>(pairs: T) -> Self {
        let mut values = Self::default();
        for (setting, text) in pairs {
            values.set(setting, &text);
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn values(pairs: &[(Setting, &str)]) -> SettingValues {
        pairs.iter().map(|(setting, text)| (*setting, (*text).to_owned())).collect()
    }

    #[test]
    fn the_operators_word_wins() {
        let operator = values(&[(Setting::HoldMinutes, "60")]);
        let row = values(&[(Setting::HoldMinutes, "45"), (Setting::ReturnDays, "40")]);
        let all = operator.over(&row);
        assert_eq!(
            [Setting::HoldMinutes, Setting::ReturnDays, Setting::LowStock].map(|setting| all.or_built_in(setting)),
            ["60", "40", "5"]
        );
        let sent = values(&[(Setting::HoldMinutes, "99"), (Setting::ReturnDays, "50")]);
        assert_eq!(sent.where_not_decided_by(&operator, &row), values(&[(Setting::HoldMinutes, "45"), (Setting::ReturnDays, "50")]));
    }

    #[test]
    fn an_address_is_whosever_it_is_as_a_whole() {
        let row = values(&[(Setting::SellerStreet, "Gasse 1"), (Setting::SellerCountry, "LI"), (Setting::SellerVatNumber, "x")]);
        let operator = values(&[(Setting::SellerName, "Laden"), (Setting::SellerTown, "Bern")]);
        let all = operator.over(&row);
        assert_eq!((all.get(Setting::SellerStreet), all.or_built_in(Setting::SellerCountry)), (None, "CH"));
        assert_eq!(all.get(Setting::SellerVatNumber), Some("x"));
        // A country alone is what example files have in them, and no address.
        let country = values(&[(Setting::SellerCountry, "CH")]);
        assert!(!country.decide(Setting::SellerName) && country.decide(Setting::SellerCountry));
    }

    #[test]
    fn values_are_kept_in_one_form() {
        let fields =
            [("seller_iban", " ch5800791123000889012"), ("hold_minutes", "060"), ("seller_country", "li"), ("x", "y"), ("low_stock", " ")];
        let fields = fields.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        let tidied = SettingValues::of_form(&fields).tidied();
        let expected = [(Setting::SellerIban, "CH58 0079 1123 0008 8901 2"), (Setting::HoldMinutes, "60"), (Setting::SellerCountry, "LI")];
        assert_eq!(tidied, values(&expected));
    }

    proptest! {
        /// Whatever a form sends, what the operator has decided stays, and tidying is done once and for all.
        #[test]
        fn no_form_moves_what_is_the_operators(texts in prop::collection::vec(".{0,12}", 36)) {
            let part = |from: usize| -> SettingValues {
                Setting::ALL.into_iter().zip(&texts[from..from + 12]).map(|(setting, text)| (setting, text.clone())).collect()
            };
            let (operator, row, sent) = (part(0), part(12), part(24));
            let after = operator.over(&sent.where_not_decided_by(&operator, &row));
            for setting in Setting::ALL.into_iter().filter(|setting| operator.decide(*setting)) {
                prop_assert_eq!(after.get(setting), operator.get(setting));
            }
            let tidied = sent.tidied();
            prop_assert_eq!(tidied.tidied(), tidied);
        }
    }
}
