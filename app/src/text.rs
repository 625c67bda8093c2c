//! The texts of pages, typed and in four languages, made from `locales/*.json` by the build script.

use domain::language::Language;
use leptos::prelude::use_context;

/// The tables.
mod generated {
    use super::{fill, is_one};

    include!(concat!(env!("OUT_DIR"), "/texts.rs"));

    /// The texts of a language.
    pub fn texts(language: super::Language) -> &'static Texts {
        match language {
            super::Language::De => &DE,
            super::Language::Fr => &FR,
            super::Language::It => &IT,
            super::Language::En => &EN,
        }
    }
}

pub use generated::*;

/// The page's language: the first segment of its address.
pub fn use_language() -> Language {
    use_context().unwrap_or_default()
}

/// The texts in the page's language.
pub fn use_texts() -> &'static Texts {
    texts(use_language())
}

/// A template with its placeholders filled in.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len() + 24);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
        rest = after;
    }
    text.push_str(rest);
    text
}

/// Whether a count takes the singular; `zero_is_one` is the language's habit.
const fn is_one(zero_is_one: bool, count: u32) -> bool {
    count == 1 || (zero_is_one && count == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_in() {
        assert_eq!(fill("a {x} b {y}", &[("x", "1"), ("y", "{x}")]), "a 1 b {x}");
        assert_eq!(fill("plain", &[]), "plain");
    }

    #[test]
    fn plurals_follow_the_language() {
        assert_eq!(texts(Language::De).list.count(1), "1 Produkt");
        assert_eq!(texts(Language::De).list.count(0), "0 Produkte");
        assert_eq!(texts(Language::Fr).list.count(0), "0 produit");
    }

    #[test]
    fn swiss_spelling_has_no_sharp_s() {
        assert!(!format!("{:?}", texts(Language::De)).contains('ß'));
    }
}
