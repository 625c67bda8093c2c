//! What is wrong with settings: the same rules for the operator's and for the screen's.

use crate::{
    email::Email,
    failure::FieldError,
    payments::{Iban, NotAnIban},
    vat_number::VatNumber,
};

use super::{Setting, SettingValues};

/// A setting that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingFault {
    /// Which one.
    pub setting: Setting,
    /// What is wrong with it.
    pub problem: SettingProblem,
}

/// What can be wrong with a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingProblem {
    /// Not set, though others of the seller are.
    Missing,
    /// More characters than this.
    TooLong(usize),
    /// A character that no line of text has.
    Control,
    /// No number.
    NoNumber,
    /// A number out of bounds.
    OutOfBounds,
    /// No country's two letters.
    NoCountry,
    /// No number of a business, or mistyped.
    NoVatNumber,
    /// No account to pay to.
    NoAccount(NotAnIban),
    /// An account that is published as an example.
    ExampleAccount,
    /// No email address.
    NoEmail,
}

/// Everything that is wrong with settings as a whole, in the order of [`Setting::ALL`]. `production` refuses accounts that belong to nobody.
pub fn check_settings(values: &SettingValues, production: bool) -> Vec<SettingFault> {
    let is_needed = |setting| matches!(setting, Setting::SellerName | Setting::SellerPostalCode | Setting::SellerTown);
    let sells = [
        Setting::SellerName,
        Setting::SellerStreet,
        Setting::SellerPostalCode,
        Setting::SellerTown,
        Setting::SellerVatNumber,
        Setting::SellerIban,
    ];
    let has_seller = sells.into_iter().any(|setting| values.get(setting).is_some());
    let fault = |setting: Setting| {
        let problem = match values.get(setting) {
            None => (has_seller && is_needed(setting)).then_some(SettingProblem::Missing),
            Some(text) => wrong(setting, text, production),
        };
        problem.map(|problem| SettingFault { setting, problem })
    };
    Setting::ALL.into_iter().filter_map(fault).collect()
}

/// What is wrong with the text of one setting.
fn wrong(setting: Setting, text: &str, production: bool) -> Option<SettingProblem> {
    if text.chars().any(char::is_control) {
        return Some(SettingProblem::Control);
    }
    let special = match setting {
        Setting::SellerCountry => {
            (text.len() != 2 || !text.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(SettingProblem::NoCountry)
        }
        Setting::SellerVatNumber => text.parse::<VatNumber>().err().map(|_| SettingProblem::NoVatNumber),
        Setting::SellerIban => match text.parse::<Iban>() {
            Ok(account) => (production && account.is_test_account()).then_some(SettingProblem::ExampleAccount),
            Err(error) => Some(SettingProblem::NoAccount(error)),
        },
        Setting::StaffEmail => text.parse::<Email>().err().map(|_| SettingProblem::NoEmail),
        setting => setting.bounds().and_then(|bounds| match text.parse::<u32>() {
            Ok(number) => (!bounds.contains(&number)).then_some(SettingProblem::OutOfBounds),
            Err(_) => Some(SettingProblem::NoNumber),
        }),
    };
    special.or_else(|| (text.chars().count() > setting.longest()).then_some(SettingProblem::TooLong(setting.longest())))
}

impl SettingFault {
    /// For a form, whose fields are called as the settings are.
    pub fn of_field(&self) -> FieldError {
        let field = self.setting.code();
        match self.problem {
            SettingProblem::Missing => FieldError::required(field),
            SettingProblem::TooLong(most) => FieldError::too_long(field, most),
            SettingProblem::OutOfBounds => FieldError::too_large(field, self.setting.bounds().map_or(0, |bounds| *bounds.end())),
            SettingProblem::NoAccount(NotAnIban::Length) => FieldError::too_short(field, 21),
            SettingProblem::NoAccount(NotAnIban::Country) => FieldError::unknown(field),
            SettingProblem::ExampleAccount => FieldError::taken(field),
            SettingProblem::Control
            | SettingProblem::NoNumber
            | SettingProblem::NoCountry
            | SettingProblem::NoVatNumber
            | SettingProblem::NoAccount(NotAnIban::CheckDigits)
            | SettingProblem::NoEmail => FieldError::malformed(field),
        }
    }

    /// What is wrong, as the rest of a sentence that begins with the setting's name. Never holds what was written.
    pub fn problem(&self) -> String {
        match &self.problem {
            SettingProblem::Missing => "is not set, though other settings of the seller are".to_owned(),
            SettingProblem::TooLong(most) => format!("has more than {most} characters"),
            SettingProblem::Control => "holds a character that no line of text has".to_owned(),
            SettingProblem::NoNumber => "is no whole number".to_owned(),
            SettingProblem::OutOfBounds => "is out of bounds".to_owned(),
            SettingProblem::NoCountry => "is no country".to_owned(),
            SettingProblem::NoVatNumber => "is no VAT number, or mistyped".to_owned(),
            SettingProblem::NoAccount(error) => format!("is no account to pay to: {error}"),
            SettingProblem::ExampleAccount => "is an example that belongs to nobody, which production refuses".to_owned(),
            SettingProblem::NoEmail => "is no email address".to_owned(),
        }
    }

    /// The next step, as a sentence without its full stop.
    pub fn remedy(&self) -> String {
        match &self.problem {
            SettingProblem::Missing => "Set name, postal code and town, or none of the seller's settings".to_owned(),
            SettingProblem::TooLong(_) => "Shorten it: a QR-bill has no room for more".to_owned(),
            SettingProblem::Control => "Write it on one line".to_owned(),
            SettingProblem::NoNumber | SettingProblem::OutOfBounds => match self.setting.bounds() {
                Some(bounds) => format!("Set it to a whole number from {} to {}", bounds.start(), bounds.end()),
                None => "Set it to a whole number".to_owned(),
            },
            SettingProblem::NoCountry => "Set it to the country's two capital letters, such as CH".to_owned(),
            SettingProblem::NoVatNumber => "Write it like CHE-116.281.710, or unset it".to_owned(),
            SettingProblem::NoAccount(_) => "Write it like CH58 0079 1123 0008 8901 2, as your bank does".to_owned(),
            SettingProblem::ExampleAccount => "Set it to the shop's own account, or unset it".to_owned(),
            SettingProblem::NoEmail => "Write it like staff@example.ch, or unset it".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: [(Setting, &str); 12] = [
        (Setting::SellerName, "Laden GmbH"),
        (Setting::SellerStreet, "Hauptgasse 5"),
        (Setting::SellerPostalCode, "3011"),
        (Setting::SellerTown, "Bern"),
        (Setting::SellerCountry, "CH"),
        (Setting::SellerVatNumber, "CHE-116.281.710"),
        (Setting::SellerIban, "CH50 0079 0123 4567 8901 2"),
        (Setting::PrepaymentDays, "14"),
        (Setting::HoldMinutes, "45"),
        (Setting::ReturnDays, "40"),
        (Setting::LowStock, "0"),
        (Setting::StaffEmail, "staff@example.ch"),
    ];

    fn with(setting: Setting, text: &str, production: bool) -> Vec<SettingFault> {
        let mut values: SettingValues = SOUND.into_iter().map(|(setting, text)| (setting, text.to_owned())).collect();
        values.set(setting, text);
        check_settings(&values, production)
    }

    #[test]
    fn sound_settings_and_none_pass() {
        assert_eq!(with(Setting::LowStock, "3", true), []);
        assert_eq!(check_settings(&SettingValues::default(), true), []);
    }

    #[test]
    fn each_rule_says_what_it_misses() {
        let long = "x".repeat(71);
        for (setting, text, problem) in [
            (Setting::HoldMinutes, "29", SettingProblem::OutOfBounds),
            (Setting::HoldMinutes, "1441", SettingProblem::OutOfBounds),
            (Setting::HoldMinutes, "bald", SettingProblem::NoNumber),
            (Setting::ReturnDays, "29", SettingProblem::OutOfBounds),
            (Setting::PrepaymentDays, "2", SettingProblem::OutOfBounds),
            (Setting::LowStock, "-1", SettingProblem::NoNumber),
            (Setting::SellerName, long.as_str(), SettingProblem::TooLong(70)),
            (Setting::SellerTown, "a\u{7}b", SettingProblem::Control),
            (Setting::SellerCountry, "Schweiz", SettingProblem::NoCountry),
            (Setting::SellerVatNumber, "CHE-116.281.711", SettingProblem::NoVatNumber),
            (Setting::SellerIban, "CH50 0079 0123 4567 8901 3", SettingProblem::NoAccount(NotAnIban::CheckDigits)),
            (Setting::SellerIban, "DE89 3704 0044 0532 0130 0", SettingProblem::NoAccount(NotAnIban::Country)),
            (Setting::SellerIban, "CH50", SettingProblem::NoAccount(NotAnIban::Length)),
            (Setting::StaffEmail, "staff@", SettingProblem::NoEmail),
        ] {
            let faults = with(setting, text, false);
            assert_eq!(faults, [SettingFault { setting, problem }], "{setting:?} {text}");
            assert_eq!(faults[0].of_field().field, setting.code());
            assert!(!faults[0].problem().contains(text) && !faults[0].remedy().is_empty(), "what was written is nobody's to log");
        }
    }

    #[test]
    fn production_refuses_published_accounts() {
        let example = "CH58 0079 1123 0008 8901 2";
        assert_eq!(with(Setting::SellerIban, example, false), []);
        let fault = SettingFault { setting: Setting::SellerIban, problem: SettingProblem::ExampleAccount };
        assert_eq!(with(Setting::SellerIban, example, true), [fault]);
    }

    #[test]
    fn a_seller_is_whole_or_there_is_none() {
        let missing = |set: Setting, text: &str| -> Vec<Setting> {
            let values = [(set, text.to_owned())].into_iter().collect();
            check_settings(&values, false).into_iter().map(|fault| fault.setting).collect()
        };
        assert_eq!(
            missing(Setting::SellerIban, "CH50 0079 0123 4567 8901 2"),
            [Setting::SellerName, Setting::SellerPostalCode, Setting::SellerTown]
        );
        assert_eq!(missing(Setting::SellerStreet, "Gasse 1"), [Setting::SellerName, Setting::SellerPostalCode, Setting::SellerTown]);
        assert_eq!(missing(Setting::SellerCountry, "LI"), []);
        assert_eq!(missing(Setting::PrepaymentDays, "14"), []);
    }
}
