//! Texts in all languages.

use serde::{Deserialize, Serialize};

use crate::language::Language;

/// A text in the shop's four languages, as the database keeps it in one JSON object.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// German.
    pub de: String,
    /// French.
    pub fr: String,
    /// Italian.
    pub it: String,
    /// English.
    pub en: String,
}

impl Texts {
    /// The text in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::De => &self.de,
            Language::Fr => &self.fr,
            Language::It => &self.it,
            Language::En => &self.en,
        }
    }

    /// The texts strung together in each language, with `separator` between them.
    #[must_use]
    pub fn joined(parts: &[Self], separator: &str) -> Self {
        let join = |language| parts.iter().map(|part| part.get(language)).collect::<Vec<_>>().join(separator);
        Self { de: join(Language::De), fr: join(Language::Fr), it: join(Language::It), en: join(Language::En) }
    }

    /// Whether the text is there in every language.
    pub fn is_complete(&self) -> bool {
        Language::ALL.into_iter().all(|language| !self.get(language).trim().is_empty())
    }
}
