//! Delivery in words.

use domain::{
    backoffice::DeliveryRate,
    failure::{FieldError, FieldProblem},
    language::Language,
    money::Money,
};

use crate::{failure::field_words, text::Texts};

/// A weight in kilograms: `10`, `2.5`, `0.025`.
pub fn kilograms(grams: u32) -> String {
    let part = format!("{:03}", grams % 1_000);
    let part = part.trim_end_matches('0');
    let whole = grams / 1_000;
    if part.is_empty() { whole.to_string() } else { format!("{whole}.{part}") }
}

/// The name of a country that is delivered to.
pub fn country_words(t: &'static Texts, country: &str) -> String {
    match country {
        "CH" => t.delivery.switzerland.to_owned(),
        "LI" => t.delivery.liechtenstein.to_owned(),
        other => other.to_owned(),
    }
}

/// For which parcels a rate is.
pub fn rate_words(t: &'static Texts, rate: &DeliveryRate) -> String {
    t.delivery.rate(&country_words(t, &rate.country), &kilograms(rate.up_to_grams), &Money::rappen(rate.from_value).to_string())
}

/// The words of a label for a field, by the field's name.
pub fn label(t: &'static Texts, field: &str) -> String {
    let (name, rest) = field.split_once('-').unwrap_or((field, ""));
    let words = match name {
        "name" => t.product.name,
        "promise" => t.delivery.promise,
        "up_to" => t.delivery.up_to,
        "from" => t.delivery.from,
        "fee" => t.delivery.fee,
        "rates" => t.delivery.rates,
        _ => t.frame.delivery,
    };
    let which = Language::from_code(rest).map(|language| language.own_name().to_owned());
    let which = which.or_else(|| rest.parse::<usize>().ok().map(|row| t.product.row(&(row + 1).to_string())));
    match which {
        Some(which) => format!("{words} ({which})"),
        None => words.to_owned(),
    }
}

/// What is wrong with a field.
pub fn wrong_words(t: &'static Texts, error: &FieldError) -> String {
    let label = label(t, &error.field);
    let name = error.field.split('-').next().unwrap_or_default();
    match (name, error.problem) {
        ("from", FieldProblem::Required) => t.delivery.gap(&label),
        ("from", FieldProblem::Taken) => t.delivery.overlap(&label),
        ("fee", FieldProblem::Unknown) => t.delivery.dearer(&label),
        ("fee", FieldProblem::Malformed) => t.delivery.steps_of_five(&label),
        ("rates", FieldProblem::Required) => t.delivery.no_rates.to_owned(),
        ("method", FieldProblem::Taken) => t.delivery.used.to_owned(),
        _ => field_words(t, &label, error),
    }
}

/// The words for what was done.
pub fn done_words(t: &'static Texts, code: &str) -> Option<&'static str> {
    Some(match code {
        "delivery-created" => t.delivery.created,
        "delivery-saved" => t.delivery.saved,
        "delivery-rates" => t.delivery.rates_saved,
        "delivery-on" => t.delivery.switched_on,
        "delivery-off" => t.delivery.switched_off,
        "delivery-ordered" => t.delivery.ordered,
        "delivery-removed" => t.delivery.removed,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::texts;

    #[test]
    fn weights_are_written_without_what_says_nothing() {
        assert_eq!([kilograms(10_000), kilograms(2_500), kilograms(25), kilograms(0)], ["10", "2.5", "0.025", "0"]);
    }

    #[test]
    fn a_gap_is_said_as_one() {
        let t = texts(Language::De);
        let said = wrong_words(t, &FieldError::required("from-2"));
        assert!(
            said.contains(&t.product.row("3")) && said != field_words(t, &label(t, "from-2"), &FieldError::required("from-2")),
            "{said}"
        );
        assert_eq!(label(t, "promise-fr"), format!("{} (Français)", t.delivery.promise));
    }
}
