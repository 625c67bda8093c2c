//! The texts of the staff's screens, in language files of their own: the browser loads them with the screens.

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

/// The texts in the screen's language.
pub fn use_texts() -> &'static Texts {
    texts(use_language())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swiss_spelling_has_no_sharp_s() {
        assert!(!format!("{:?}", texts(Language::De)).contains('ß'));
    }
}
