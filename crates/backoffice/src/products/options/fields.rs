//! What is entered to add an option or values.

use domain::catalog::Texts;
use serde::{Deserialize, Serialize};

/// The fields of the forms, as entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OptionFields {
    /// The option's name.
    pub name: Texts,
    /// The rows of values; empty ones are left out.
    pub values: Vec<Texts>,
}

#[cfg(any(feature = "ssr", test))]
impl OptionFields {
    /// The query's pairs for a form that was not accepted.
    pub fn pairs(&self, form: &str) -> Vec<(String, String)> {
        use domain::{backoffice::text_field, language::Language};

        let mut pairs = vec![("form".to_owned(), form.to_owned())];
        for language in Language::ALL {
            pairs.push((format!("e.{}", text_field("name", language)), self.name.get(language).to_owned()));
            let value = |(row, value): (usize, &Texts)| {
                (format!("e.{}", text_field(&format!("value-{row}"), language)), value.get(language).to_owned())
            };
            pairs.extend(self.values.iter().enumerate().map(value));
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_entered_goes_by_its_fields_names() {
        let texts = |text: &str| Texts { de: text.into(), ..Texts::default() };
        let pairs = OptionFields { name: texts("Farbe"), values: vec![texts("Rot"), texts("Blau")] }.pairs("option");
        let has = |name: &str, value: &str| pairs.contains(&(name.to_owned(), value.to_owned()));
        assert!(has("form", "option") && has("e.name-de", "Farbe") && has("e.value-1-de", "Blau") && has("e.value-1-fr", ""));
    }
}
