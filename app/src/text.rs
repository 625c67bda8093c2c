//! The texts of pages, typed and in four languages, made from `locales/*.json` by the build script.

use domain::language::Language;
pub use site::text::use_language;

/// The tables.
mod generated {
    use site::text::{fill, is_one};

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

/// The texts in the page's language.
pub fn use_texts() -> &'static Texts {
    texts(use_language())
}

#[cfg(test)]
mod tests {
    use super::*;

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
