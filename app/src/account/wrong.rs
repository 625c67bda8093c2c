//! What is wrong with the fields of accounts, in words.

use domain::failure::{FieldError, FieldProblem};

use crate::{field_words::field_words, text::Texts};

/// What is wrong with a field.
pub fn message(t: &'static Texts, error: &FieldError) -> String {
    match (error.problem, error.field.as_str()) {
        (FieldProblem::Malformed, "email") => t.field.malformed_email.to_owned(),
        (FieldProblem::Malformed, "postal_code") => t.field.malformed_postal_code.to_owned(),
        // Nothing new where somebody logs in.
        (FieldProblem::Required, "password") => t.field.required(t.login.password),
        (_, "terms") => t.login.terms_needed.to_owned(),
        (problem, field) => field_words(t, label(t, field), problem),
    }
}

fn label(t: &'static Texts, field: &str) -> &'static str {
    match field {
        "password" => t.login.new_password,
        "email" => t.checkout.email,
        "name" => t.checkout.name,
        "company" => t.checkout.company,
        "street" => t.checkout.street,
        "postal_code" => t.checkout.postal_code,
        "city" => t.checkout.city,
        "country" => t.checkout.country,
        _ => t.account.title,
    }
}
