//! What is wrong with the checkout form, in words and at the fields.

use domain::failure::{FieldError, FieldProblem};
use ui::WrongField;

use crate::text::Texts;

/// The errors as the summary shows them.
pub fn wrong_fields(t: &'static Texts, errors: &[FieldError]) -> Vec<WrongField> {
    errors.iter().map(|error| WrongField { id: error.field.clone(), message: message(t, error) }).collect()
}

/// The first error of a field.
pub fn error_of(t: &'static Texts, errors: &[FieldError], field: &str) -> Option<String> {
    errors.iter().find(|error| error.field == field).map(|error| message(t, error))
}

fn message(t: &'static Texts, error: &FieldError) -> String {
    let label = label(t, &error.field);
    match error.problem {
        FieldProblem::Required => t.field.required(label),
        FieldProblem::Malformed if error.field == "email" => t.field.malformed_email.to_owned(),
        FieldProblem::Malformed if error.field == "postal_code" => t.field.malformed_postal_code.to_owned(),
        FieldProblem::Malformed => t.field.malformed(label),
        FieldProblem::TooLong { most } => t.field.too_long(label, &most.to_string()),
        FieldProblem::Unknown => t.field.unknown(label),
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
