//! What is wrong with the checkout form, in words and at the fields.

use domain::failure::{FieldError, FieldProblem};
use ui::WrongField;

use crate::{field_words::field_words, text::Texts};

/// The errors as the summary shows them.
pub fn wrong_fields(t: &'static Texts, errors: &[FieldError]) -> Vec<WrongField> {
    crate::field_words::wrong_fields(errors, |error| message(t, error))
}

/// The first error of a field.
pub fn error_of(t: &'static Texts, errors: &[FieldError], field: &str) -> Option<String> {
    errors.iter().find(|error| error.field == field).map(|error| message(t, error))
}

fn message(t: &'static Texts, error: &FieldError) -> String {
    match (error.problem, error.field.as_str()) {
        (FieldProblem::Malformed, "email") => t.field.malformed_email.to_owned(),
        (FieldProblem::Malformed, "postal_code") => t.field.malformed_postal_code.to_owned(),
        (problem, field) => field_words(t, label(t, field), problem),
    }
}

fn label(t: &'static Texts, field: &str) -> &'static str {
    match field {
        "email" => t.checkout.email,
        "name" => t.checkout.name,
        "company" => t.checkout.company,
        "street" => t.checkout.street,
        "postal_code" => t.checkout.postal_code,
        "city" => t.checkout.city,
        "country" => t.checkout.country,
        "delivery_method" => t.checkout.delivery,
        "payment_method" => t.checkout.payment,
        _ => t.checkout.title,
    }
}

#[cfg(test)]
mod tests {
    use domain::language::Language;

    use super::*;
    use crate::text::texts;

    #[test]
    fn a_message_names_its_field() {
        let t = texts(Language::De);
        assert_eq!(error_of(t, &[FieldError::required("city")], "city").as_deref(), Some("Ort: bitte ausfüllen."));
        assert_eq!(error_of(t, &[FieldError::required("city")], "name"), None);
    }
}
