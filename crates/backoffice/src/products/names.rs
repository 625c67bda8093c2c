//! The names under which a product's texts are sent.

use domain::language::Language;

/// A text of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// The name.
    Name,
    /// One sentence.
    Summary,
    /// The description.
    Description,
}

impl Text {
    /// What its fields' names begin with, where errors name them.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Summary => "summary",
            Self::Description => "description",
        }
    }

    /// The name under which it is sent in one language.
    pub const fn sent(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Name, Language::De) => "fields[name][de]",
            (Self::Name, Language::Fr) => "fields[name][fr]",
            (Self::Name, Language::It) => "fields[name][it]",
            (Self::Name, Language::En) => "fields[name][en]",
            (Self::Summary, Language::De) => "fields[summary][de]",
            (Self::Summary, Language::Fr) => "fields[summary][fr]",
            (Self::Summary, Language::It) => "fields[summary][it]",
            (Self::Summary, Language::En) => "fields[summary][en]",
            (Self::Description, Language::De) => "fields[description][de]",
            (Self::Description, Language::Fr) => "fields[description][fr]",
            (Self::Description, Language::It) => "fields[description][it]",
            (Self::Description, Language::En) => "fields[description][en]",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_one_rule() {
        for text in [Text::Name, Text::Summary, Text::Description] {
            for language in Language::ALL {
                assert_eq!(text.sent(language), format!("fields[{}][{language}]", text.field()));
            }
        }
    }
}
