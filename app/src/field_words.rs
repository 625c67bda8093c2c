//! What is wrong with a field, in words.

use domain::failure::{FieldError, FieldProblem};
use ui::WrongField;

use crate::text::Texts;

/// What is wrong, for a field with this label.
pub fn field_words(t: &'static Texts, label: &str, problem: FieldProblem) -> String {
    match problem {
        FieldProblem::Required => t.field.required(label),
        FieldProblem::Malformed => t.field.malformed(label),
        FieldProblem::TooShort { least } => t.field.too_short(label, &least.to_string()),
        FieldProblem::TooLong { most } => t.field.too_long(label, &most.to_string()),
        FieldProblem::Unknown => t.field.unknown(label),
        FieldProblem::TooLarge { most } => t.field.too_large(label, &most.to_string()),
        FieldProblem::Taken => t.field.taken(label),
    }
}

/// The errors as a form's summary shows them, each by the message that its form has for it.
pub fn wrong_fields(errors: &[FieldError], message: impl Fn(&FieldError) -> String) -> Vec<WrongField> {
    errors.iter().map(|error| WrongField { id: error.field.clone(), message: message(error) }).collect()
}
