//! Settings in words.

use domain::{
    failure::{FieldError, FieldProblem},
    settings::Setting,
};

use crate::{failure::field_words, text::Texts};

/// The label of a setting's field.
pub const fn label(t: &'static Texts, setting: Setting) -> &'static str {
    match setting {
        Setting::SellerName => t.settings.seller_name,
        Setting::SellerStreet => t.settings.seller_street,
        Setting::SellerPostalCode => t.settings.seller_postal_code,
        Setting::SellerTown => t.settings.seller_town,
        Setting::SellerCountry => t.settings.seller_country,
        Setting::SellerVatNumber => t.settings.seller_vat_number,
        Setting::SellerIban => t.settings.seller_iban,
        Setting::PrepaymentDays => t.settings.prepayment_days,
        Setting::HoldMinutes => t.settings.hold_minutes,
        Setting::ReturnDays => t.settings.return_days,
        Setting::LowStock => t.settings.low_stock,
        Setting::StaffEmail => t.settings.staff_email,
    }
}

/// The line of help below a setting's field.
pub const fn hint(t: &'static Texts, setting: Setting) -> Option<&'static str> {
    match setting {
        Setting::SellerName | Setting::SellerPostalCode | Setting::SellerTown => None,
        Setting::SellerStreet => Some(t.settings.street_hint),
        Setting::SellerCountry => Some(t.settings.country_hint),
        Setting::SellerVatNumber => Some(t.settings.vat_number_hint),
        Setting::SellerIban => Some(t.settings.iban_hint),
        Setting::PrepaymentDays => Some(t.settings.prepayment_days_hint),
        Setting::HoldMinutes => Some(t.settings.hold_minutes_hint),
        Setting::ReturnDays => Some(t.settings.return_days_hint),
        Setting::LowStock => Some(t.settings.low_stock_hint),
        Setting::StaffEmail => Some(t.settings.staff_email_hint),
    }
}

/// What is wrong with a field.
pub fn wrong_words(t: &'static Texts, error: &FieldError) -> String {
    let Some(setting) = Setting::from_code(&error.field) else { return field_words(t, &error.field, error) };
    let label = label(t, setting);
    match (setting, error.problem) {
        (_, FieldProblem::Required) => t.settings.missing(label),
        (Setting::SellerIban, FieldProblem::TooShort { .. }) => t.settings.iban_length.to_owned(),
        (Setting::SellerIban, FieldProblem::Unknown) => t.settings.iban_country.to_owned(),
        (Setting::SellerIban, FieldProblem::Malformed) => t.settings.iban_digits.to_owned(),
        (Setting::SellerIban, FieldProblem::Taken) => t.settings.iban_example.to_owned(),
        (Setting::SellerVatNumber, FieldProblem::Malformed) => t.settings.wrong_vat_number.to_owned(),
        (Setting::SellerCountry, FieldProblem::Malformed) => t.settings.wrong_country.to_owned(),
        (setting, FieldProblem::Malformed | FieldProblem::TooLarge { .. }) => match setting.bounds() {
            Some(bounds) => t.settings.bounds(label, &bounds.start().to_string(), &bounds.end().to_string()),
            None => field_words(t, label, error),
        },
        _ => field_words(t, label, error),
    }
}

/// The words for what was done.
pub fn done_words(t: &'static Texts, code: &str) -> Option<&'static str> {
    (code == "settings-saved").then_some(t.settings.saved)
}

#[cfg(test)]
mod tests {
    use domain::language::Language;

    use super::*;
    use crate::text::texts;

    #[test]
    fn hints_name_what_is_built_in_and_the_bounds() {
        for language in Language::ALL {
            let t = texts(language);
            for setting in Setting::ALL {
                let Some(bounds) = setting.bounds() else { continue };
                let hint = hint(t, setting).unwrap();
                let plain: String =
                    hint.chars().filter(|character| !matches!(character, '\'' | '’' | ',' | '\u{a0}' | '\u{202f}')).collect();
                for number in [setting.built_in().to_owned(), bounds.start().to_string(), bounds.end().to_string()] {
                    assert!(plain.contains(&number), "{setting:?} {language}: {hint} lacks {number}");
                }
            }
        }
    }

    #[test]
    fn what_is_wrong_with_an_account_is_said_precisely() {
        let t = texts(Language::De);
        let said = |error: FieldError| wrong_words(t, &error);
        let field = "seller_iban";
        let all = [FieldError::too_short(field, 21), FieldError::unknown(field), FieldError::malformed(field), FieldError::taken(field)];
        let words: std::collections::BTreeSet<String> = all.into_iter().map(said).collect();
        assert_eq!(words.len(), 4);
        let bounds = said(FieldError::malformed("hold_minutes"));
        assert!(bounds.contains("30") && bounds.contains("1440"), "{bounds}");
    }
}
