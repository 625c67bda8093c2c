//! Rates in words.

use domain::{
    backoffice::RateStanding,
    failure::{FieldError, FieldProblem},
};
use ui::Tone;

use crate::{failure::field_words, text::Texts};

/// Where a rate stands.
pub const fn standing_words(t: &'static Texts, standing: RateStanding) -> (&'static str, Tone) {
    match standing {
        RateStanding::Coming => (t.vat.coming, Tone::Warn),
        RateStanding::InForce => (t.vat.in_force, Tone::Good),
        RateStanding::Past => (t.vat.past, Tone::Quiet),
    }
}

/// The name of where a rate stands, for tests.
pub const fn standing_code(standing: RateStanding) -> &'static str {
    match standing {
        RateStanding::Coming => "coming",
        RateStanding::InForce => "in-force",
        RateStanding::Past => "past",
    }
}

/// What is wrong with a field.
pub fn wrong_words(t: &'static Texts, error: &FieldError) -> String {
    let label = match (error.field.as_str(), error.problem) {
        ("first_day", FieldProblem::Malformed) => return t.vat.wrong_day.to_owned(),
        ("first_day", FieldProblem::Taken) => return t.vat.taken.to_owned(),
        ("first_day", _) => t.vat.first_day,
        ("class", _) => t.vat.class,
        (_, _) => t.vat.rate,
    };
    field_words(t, label, error)
}

/// The words for what was done.
pub fn done_words(t: &'static Texts, code: &str) -> Option<&'static str> {
    match code {
        "vat-added" => Some(t.vat.added),
        "vat-removed" => Some(t.vat.removed),
        _ => None,
    }
}
